"""Facts as a numbered list beside the map, and their numbers at their places."""

from collections.abc import Iterable, Iterator, Sequence
from math import cos, radians, sin

from arctic_map.export.marks import clip
from arctic_map.export.marks.lettering import words
from arctic_map.export.marks.markup import group, tag
from arctic_map.export.marks.path import Field
from arctic_map.export.marks.typeface import width
from arctic_map.export.page.layout import FactList, Rect
from arctic_map.export.page.margin import heading
from arctic_map.export.page.page_grid import BAND, NUMBER
from arctic_map.geo.position import meet
from arctic_map.model.drawing import Drawing, Shape
from arctic_map.model.fact import Fact
from arctic_map.model.projection import Box
from arctic_map.model.style import Look, Style
from arctic_map.model.tr import ENGLISH, Wording, tr_later
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.words import UNDATED, kind_in_words, when_in_words

SIZE = 10.0
"""Font size of numbers on the map in pixels."""
HEIGHT = 15.0
"""Height of a number's badge in pixels."""
WAYS = (-45, 45, -135, 135, 0, 180, -90, 90)
"""Directions of a badge in degrees clockwise from the right, in order of preference."""
REACHES = (15.0, 22.0, 32.0, 46.0, 64.0)
"""Distances of a badge in pixels."""


def chosen(scene: Scene, ids: Sequence[str]) -> tuple[Fact, ...]:
    """The facts with these ids in this order, without unknown ones."""
    return tuple(scene.catalog.fact[id] for id in ids if id in scene.catalog.fact)


def sentence(fact: Fact, wording: Wording = ENGLISH) -> str:
    """The list's text of a fact: its text, date if any, and kind."""
    when = when_in_words(fact.when, wording)
    if fact.inferred_when:
        when = wording("{date}, inferred", date=when)
    kind = kind_in_words(fact, wording)
    known = kind[:1].lower() + kind[1:]
    return f"{wording.content(fact.text)} ({known if when == wording(UNDATED) else f'{when}, {known}'})"


def listed(facts: FactList | None, scene: Scene) -> str:
    """The list at its place on the page."""
    if facts is None:
        return ""
    box, size, palette = facts.box, facts.type, scene.look.palette
    return group(
        heading(tr_later("Facts"), Rect(box.x, box.y - BAND, box.width, 0), scene, size),
        *(_entry(facts, number, scene) for number in range(len(facts.entries))),
        words(
            scene.wording.counted(
                facts.omitted,
                "and {count} more, for which there is no room",
                "and {count} more, for which there is no room",
            ),
            box.right,
            box.y + size - 1,
            size,
            palette.quiet,
            anchor="end",
            italic=True,
        )
        if facts.omitted
        else "",
        id="facts",
    )


def _entry(facts: FactList, number: int, scene: Scene) -> str:
    entry, size, ink = facts.entries[number], facts.type, scene.look.palette.ink
    base = entry.y + entry.row / 2 + size * 0.34
    return group(
        _badge(str(entry.number + 1), entry.x + 8, entry.y + entry.row / 2, scene.look, size - 2),
        *(
            words(line, entry.x + NUMBER, base + size * 1.15 * row, size, ink)
            for row, line in enumerate(entry.lines)
        ),
    )


def badges(
    facts: Sequence[Fact], drawings: Iterable[Drawing], look: Look, field: Field, occupied: Sequence[Box]
) -> str:
    """The numbers at their places, free of symbols, of each other and of the boxes in `occupied`."""
    drawn = tuple(drawings)
    filled = [*occupied, *_symbols(drawn, look, field)]
    written = []
    for text, (x, y) in _places(facts, drawn, field):
        at_x, at_y = _free(text, x, y, field, filled)
        filled.append(_box(text, at_x, at_y))
        written.append(_leader(x, y, at_x, at_y, _wide(text), look) + _badge(text, at_x, at_y, look, SIZE))
    return group(*written, id="fact-numbers")


def _places(
    facts: Sequence[Fact], drawings: Sequence[Drawing], field: Field
) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield the text at each place of facts, such as `1` or `1, 4`."""
    numbers: dict[str, list[int]] = {}
    for number, fact in enumerate(facts, start=1):
        for feature in fact.features:
            numbers.setdefault(feature, []).append(number)
    shapes: dict[str, Shape] = {}
    for drawing in drawings:
        for shape in drawing.shapes:
            shapes.setdefault(shape.feature, shape)
    at: dict[tuple[float, float], list[int]] = {}
    for feature, own in numbers.items():
        place = _place(shapes[feature], field) if feature in shapes else None
        if place is not None:
            at.setdefault(place, []).extend(own)
    for place, own in at.items():
        yield ", ".join(map(str, sorted({*own}))), place


def _place(shape: Shape, field: Field) -> tuple[float, float] | None:
    """The middle of the visible part of a feature, or None."""
    x0, y0, x1, y1 = field.edge
    seen = x0 + 4, y0 + 4, x1 - 4, y1 - 4
    paths = [field.to_page()(part) for part in shape.parts]
    if shape.kind == "area":
        return _inside([ring for path in paths if (ring := clip.ring(path, seen))])
    if shape.kind == "point":
        pieces = [path for path in paths if not clip.outside(path, seen)]
    else:
        pieces = [piece for path in paths for piece in clip.line(path, seen)]
    if not pieces:
        return None
    xs, ys = max(pieces, key=lambda piece: len(piece[0]))
    before, behind = (len(xs) - 1) // 2, len(xs) // 2
    return round((xs[before] + xs[behind]) / 2, 1), round((ys[before] + ys[behind]) / 2, 1)


def _inside(rings: Sequence[clip.Points]) -> tuple[float, float] | None:
    """The middle of the widest stretch within rings, halfway up, or None."""
    if not rings:
        return None
    y = (min(min(ys) for _, ys in rings) + max(max(ys) for _, ys in rings)) / 2 + 0.01
    cuts = sorted(
        xs[i - 1] + (xs[i] - xs[i - 1]) * (y - ys[i - 1]) / (ys[i] - ys[i - 1])
        for xs, ys in rings
        for i in range(len(xs))
        if (ys[i - 1] < y) != (ys[i] < y)
    )
    stretches = list(zip(cuts[::2], cuts[1::2], strict=False))
    if not stretches:
        return None
    left, right = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return round((left + right) / 2, 1), round(y, 1)


def _symbols(drawings: Sequence[Drawing], look: Look, field: Field) -> Iterator[Box]:
    for drawing in drawings:
        for shape in drawing.shapes:
            if shape.kind == "point":
                style = look.styles.get(shape.style, Style())
                half = (style.size + style.width) / 2
                for part in shape.parts:
                    for x, y in zip(*field.to_page()(part), strict=True):
                        yield x - half, y - half, x + half, y + half


def _free(text: str, x: float, y: float, field: Field, filled: Sequence[Box]) -> tuple[float, float]:
    more = (_wide(text) - HEIGHT) / 2
    for reach in REACHES:
        for way in WAYS:
            at_x = x + reach * cos(radians(way)) + (more if abs(way) < 90 else -more if abs(way) > 90 else 0)
            at_y = y + reach * sin(radians(way))
            box = _box(text, at_x, at_y)
            if field.holds_box(box) and not any(meet(box, other) for other in filled):
                return at_x, at_y
    return x, y


def _badge(text: str, x: float, y: float, look: Look, size: float) -> str:
    palette, half = look.palette, HEIGHT / 2 * size / SIZE
    wide = max(_wide(text) * size / SIZE, 2 * half)
    return tag(
        "rect",
        x=x - wide / 2,
        y=y - half,
        width=wide,
        height=2 * half,
        rx=half,
        fill=palette.ink,
        stroke=palette.paper,
        stroke_width=1.2,
    ) + words(text, x, y + size * 0.34, size, palette.paper, anchor="middle", weight=600)


def _leader(x: float, y: float, at_x: float, at_y: float, wide: float, look: Look) -> str:
    """A line from a distant badge to its place, or an empty string."""
    if max(abs(at_x - x) - wide / 2, abs(at_y - y) - HEIGHT / 2) < 14:
        return ""
    d = f"M{x:.1f} {y:.1f}L{at_x:.1f} {at_y:.1f}"
    return _line(d, look.palette.paper, 2.6) + _line(d, look.palette.ink, 1.0)


def _line(d: str, colour: str, width: float) -> str:
    return tag("path", d=d, fill="none", stroke=colour, stroke_width=width)


def _wide(text: str) -> float:
    return max(HEIGHT, width(text, SIZE, weight=600) + 8)


def _box(text: str, x: float, y: float) -> Box:
    half = _wide(text) / 2 + 1
    return x - half, y - HEIGHT / 2 - 1, x + half, y + HEIGHT / 2 + 1
