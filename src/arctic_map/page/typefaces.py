"""The shipped fonts, cut down to the letters that the map can need: a third of the bytes at the start."""

from io import BytesIO
from pathlib import Path

LETTERS = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),  # Latin with all its accents
    range(0x400, 0x460),  # Cyrillic
    range(0x2010, 0x2040),  # dashes, quotation marks, primes
    range(0x2190, 0x2194),  # arrows
    (0x2212, 0x20AC, 0x2116, 0x2BC),
)


def cut(font: Path) -> bytes:
    """The font as TrueType with these letters only; the same bytes each time."""
    # Only where the data are prepared.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.hinting = False
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[letter for letters in LETTERS for letter in letters])
    with TTFont(font, recalcTimestamp=False) as whole:
        cutter.subset(whole)
        out = BytesIO()
        whole.save(out)
    return out.getvalue()
