"""A font with the letters that a drawing has, and no others."""

from collections.abc import Set
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont


def cut(font: Path, letters: Set[str]) -> bytes:
    """The font with these letters only, the same bytes each time."""
    options = subset.Options(layout_features=["kern"], hinting=False, notdef_outline=True)
    options.name_IDs = [1, 2]
    found = TTFont(font, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, letters)))
    cutter.subset(found)
    out = BytesIO()
    found.save(out)
    return out.getvalue()
