"""The bundled fonts, reduced to the letters that the map can need: a third of the bytes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

LETTERS = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),  # Latin with all its accents
    range(0x400, 0x460),  # Cyrillic
    range(0x2010, 0x2040),  # dashes, quotation marks, primes
    range(0x2190, 0x2194),  # arrows
    (0x2212, 0x20AC, 0x2116, 0x2BC),
)

FAMILY, SEMIBOLD, BOLD = "Source Sans 3", 600, 700


def cut(font: Path) -> bytes:
    """The font with these letters only, byte for byte the same each time; the Chinese one unchanged."""
    if font.suffix == ".otf":
        return font.read_bytes()
    options = subset.Options()
    options.hinting = False
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[letter for letters in LETTERS for letter in letters])
    with TTFont(font, recalcTimestamp=False) as whole:
        cutter.subset(whole)
        if whole["OS/2"].usWeightClass == SEMIBOLD:
            _make_bold(whole)
        out = BytesIO()
        whole.save(out)
    return out.getvalue()


def _make_bold(font: TTFont) -> None:
    """Name the semi-bold face bold, as widgets ask for bold and would synthesise it."""
    for record, text in ((1, FAMILY), (2, "Bold"), (4, f"{FAMILY} Bold"), (6, "SourceSans3-Bold")):
        font["name"].setName(text, record, 3, 1, 0x409)
    font["OS/2"].usWeightClass = BOLD
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~(1 << 6) | 1 << 5
    font["head"].macStyle |= 1
