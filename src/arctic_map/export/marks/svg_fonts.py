"""Embeds subsets of the shipped fonts in an SVG, so that browsers need no fonts of their own."""

import re
from base64 import b64encode
from collections.abc import Set
from functools import lru_cache
from html import unescape
from io import BytesIO
from pathlib import Path

from arctic_map import resources
from arctic_map.export.marks.markup import tag, text
from arctic_map.export.marks.typeface import CHINESE, FAMILY, ITALIC, REGULAR, SEMIBOLD

FACES = ((REGULAR, 400, "normal"), (ITALIC, 400, "italic"), (SEMIBOLD, 600, "normal"))
FALLBACKS = (
    "'Source Sans Pro', Arial, 'Liberation Sans', 'Nimbus Sans', 'Noto Sans', "
    "'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
)
"""Fonts of similar width, the narrowest first, as each text has the room that it needs in Source Sans."""
IDEOGRAPHS = "U+2E80-FFEF"
CACHE_SIZE = 8
"""Number of cached font subsets, since successive pages often have the same letters."""
_WORDS = re.compile(r"<text[^>]*>([^<]*)</text>")


def with_fonts(svg: str) -> str:
    """The SVG with its fonts embedded at the start, if it has text and the fonts exist."""
    letters = frozenset(letter for words in _WORDS.findall(svg) for letter in unescape(words))
    if not letters:
        return svg
    rules = [
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-style:{style};"
        f"src:url(data:font/ttf;base64,{encoded(path, letters)})}}"
        for file, weight, style in FACES
        if (path := resources.fonts() / file).is_file()
    ]
    if not rules:
        return svg
    if chinese := frozenset(filter(is_chinese, letters)):
        data = encoded(resources.fonts() / CHINESE, chinese)
        # As parts of the same family, because Qt reads a list of families as one name.
        rules += [
            f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-style:{style};"
            f"unicode-range:{IDEOGRAPHS};src:url(data:font/otf;base64,{data})}}"
            for _, weight, style in FACES
        ]
    root = svg.index("<svg ")
    end = svg.index(">", root) + 1
    return svg[:end] + tag("style", "".join(rules)) + svg[end:]


def with_fallbacks(svg: str) -> str:
    """The SVG with other fonts for programs that do not read the embedded one."""
    family = f'font-family="{text(f"'{FAMILY}'")}"'
    return svg.replace(family, f'{family[:-1]}, {text(FALLBACKS)}"')


def is_chinese(letter: str) -> bool:
    """Whether it is a Chinese character or full-width punctuation."""
    return "\u2e80" <= letter <= "\uffef"


@lru_cache(maxsize=CACHE_SIZE)
def encoded(font: Path, letters: frozenset[str]) -> str:
    """A subset of the font as base64."""
    return b64encode(cut(font, letters)).decode()


def cut(font: Path, letters: Set[str]) -> bytes:
    """A subset of the font with these letters, reproducible byte by byte."""
    # Late import: only drawings with embedded fonts need fontTools.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(layout_features=["kern"], hinting=False, notdef_outline=True)
    options.name_IDs = [1, 2]
    whole = TTFont(font, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, letters)))
    cutter.subset(whole)
    out = BytesIO()
    whole.save(out)
    return out.getvalue()
