"""Text widths in the shipped fonts, and subsets of them embedded in an SVG."""

import re
from base64 import b64encode
from collections.abc import Set
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from io import BytesIO
from pathlib import Path
from struct import unpack_from

from arctic_map import resources
from arctic_map.export.marks.markup import tag, text
from arctic_map.model.style import Lettering

FAMILY = "Source Sans 3"
CHINESE_FAMILY = "Noto Sans SC Regular"
REGULAR, ITALIC, SEMIBOLD = (f"SourceSans3-{face}.ttf" for face in ("Regular", "Italic", "SemiBold"))
CHINESE = "NotoSansSC-Regular.otf"
"""Provides characters that the others lack. Its characters are all one em wide."""
_STOPS = "，。、；：！？）》」』”’"
"""Characters that cannot begin a line."""
USUAL = 0.5
"""Width in ems of a character that the font lacks."""


@dataclass(frozen=True, slots=True)
class Face:
    """Advances in ems by character code."""

    advances: dict[int, float]

    def letters(self, words: str) -> list[float]:
        """The advance of each letter in ems."""
        return [self.advances.get(ord(letter), 1.0 if letter >= "⺀" else USUAL) for letter in words]


def weight_of(words: str, weight: int) -> int:
    """The weight for a text: the Chinese face has no bold, so nor do figures and names within Chinese."""
    return 400 if any(map(is_chinese, words)) else weight


def letters(words: str, size: float, *, weight: int = 400, italic: bool = False) -> list[float]:
    """The advance of each letter in pixels."""
    face = _face(ITALIC if italic else SEMIBOLD if weight_of(words, weight) >= 600 else REGULAR)
    return [advance * size for advance in face.letters(words)]


def width(words: str, size: float, *, weight: int = 400, italic: bool = False) -> float:
    """The width of a text in pixels."""
    return sum(letters(words, size, weight=weight, italic=italic))


def length(words: str, type: Lettering) -> float:
    """The width of a label in pixels, with its letter spacing."""
    return width(words, type.size, weight=type.weight, italic=type.italic) + type.spacing * (len(words) - 1)


# Layouts repeatedly try the same text in a few widths.
@lru_cache(maxsize=4096)
def wrapped(words: str, size: float, room: float, weight: int = 400) -> tuple[str, ...]:
    """Lines at most `room` pixels wide, except longer words. Chinese breaks between any characters."""
    lines: list[str] = []
    for blank, piece in _piece().findall(words.strip()):
        longer = f"{lines[-1]}{' ' if blank else ''}{piece}" if lines else piece
        if lines and width(longer, size, weight=weight) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return tuple(lines)


@cache
def _piece() -> re.Pattern[str]:
    """Matches a word or Chinese character with its punctuation. Compiled on use, as it is slow."""
    return re.compile(rf"([^\S\xa0]*)([⺀-\uffef](?:[{_STOPS}])*|(?:[^\s⺀-\uffef]|\xa0)+[{_STOPS}]*)")


@cache
def _face(file: str) -> Face:
    try:
        raw = (resources.fonts() / file).read_bytes()
    except OSError:
        return Face({})
    tables = {
        raw[at : at + 4]: unpack_from(">I", raw, at + 8)[0]
        for at in range(12, 12 + 16 * unpack_from(">H", raw, 4)[0], 16)
    }
    em = unpack_from(">H", raw, tables[b"head"] + 18)[0]
    count = unpack_from(">H", raw, tables[b"hhea"] + 34)[0]
    pairs = unpack_from(f">{2 * count}H", raw, tables[b"hmtx"])
    widths = [advance / em for advance in pairs[::2]]
    return Face(
        {
            code: widths[min(glyph, count - 1)]
            for code, glyph in _glyphs(raw, tables[b"cmap"]).items()
            if glyph
        }
    )


def _glyphs(raw: bytes, cmap: int) -> dict[int, int]:
    """The glyph of each character of the basic plane, from the table's format 4 (OpenType, chapter cmap)."""
    for at in range(cmap + 4, cmap + 4 + 8 * unpack_from(">H", raw, cmap + 2)[0], 8):
        table = cmap + unpack_from(">I", raw, at + 4)[0]
        if unpack_from(">H", raw, table)[0] == 4:
            break
    else:
        return {}
    n = unpack_from(">H", raw, table + 6)[0] // 2
    ends = unpack_from(f">{n}H", raw, table + 14)
    starts = unpack_from(f">{n}H", raw, table + 16 + 2 * n)
    deltas = unpack_from(f">{n}H", raw, table + 16 + 4 * n)
    offsets_at = table + 16 + 6 * n
    glyphs: dict[int, int] = {}
    for i in range(n):
        offset = unpack_from(">H", raw, offsets_at + 2 * i)[0]
        for code in range(starts[i], min(ends[i], 0xFFFE) + 1):
            at = offsets_at + 2 * i + offset + 2 * (code - starts[i])
            glyph = unpack_from(">H", raw, at)[0] if offset else code
            glyphs[code] = (glyph + deltas[i]) & 0xFFFF if glyph or not offset else 0
    return glyphs


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
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, letters)))
    out = BytesIO()
    # Lazy: of the kerning, only the pairs of these letters are read.
    with TTFont(font, recalcTimestamp=False, lazy=True) as whole:
        cutter.subset(whole)
        whole.save(out)
    return out.getvalue()
