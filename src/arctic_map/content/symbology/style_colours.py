"""The schema of the style table, and its colours: named ones, the palette, topics, hues of opened files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Annotated, Any, Literal

import msgspec

from arctic_map.content import vocabulary
from arctic_map.model.note import TOPIC as YOURS
from arctic_map.model.opened import HUES, MARKS, TOPIC
from arctic_map.model.problem import FileProblem
from arctic_map.model.style import THEMES, Palette, Symbol
from arctic_map.model.symbology import ANYWHERE, PLAIN_MARKS, Colour, Themed, Tones
from arctic_map.model.tr import tr
from arctic_map.storage.decoding import reword

PixelLength = Annotated[float, msgspec.Meta(ge=0, le=200)]
"""A length in pixels."""
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Dash = Annotated[tuple[Annotated[float, msgspec.Meta(gt=0, le=200)], ...], msgspec.Meta(max_length=8)]


class StrictTable(msgspec.Struct, forbid_unknown_fields=True):
    """A table that may not have unknown keys."""


class Pair(StrictTable):
    """A colour for each theme. A missing one is reported by later checks, with the theme's name."""

    light: str = ""
    dark: str = ""


class NamedColour(Pair):
    """A named colour, optionally with a replacement for high contrast."""

    strong: str | Pair | None = None


class ThemeShares(StrictTable):
    """A share from 0 to 1 for each theme."""

    light: Share
    dark: Share


ColourEntry = str | Pair
"""A colour name, `#rrggbb`, or one of these for each theme."""


class SymbolEntry(StrictTable):
    """A [[symbol]]: SVG paths on a unit square."""

    id: str
    outline: str
    fill: str = ""


class LabelEntry(StrictTable):
    """How labels of a style's features are drawn."""

    order: Annotated[int, msgspec.Meta(ge=1, le=99)]
    size: Annotated[float, msgspec.Meta(ge=6, le=60)]
    colour: ColourEntry
    halo: ColourEntry
    weight: Literal[400, 600] = 400
    italic: bool = False
    spacing: Annotated[float, msgspec.Meta(ge=0, le=20)] = 0.0
    within: Annotated[float, msgspec.Meta(gt=0, le=20_000)] = ANYWHERE / 1000
    zooms: tuple[Annotated[float, msgspec.Meta(ge=-10, le=20)], ...] = ()
    text: str = ""
    texts: dict[str, str] = {}
    along: bool = False
    callout: str = ""


class GreyEntry(StrictTable):
    """Differences of a style in greyscale."""

    stroke: str = ""
    fill: str = ""
    dash: Dash | None = None
    width: PixelLength | None = None
    opacity: Share | None = None
    fill_opacity: Share | None = None


class FadeEntry(StrictTable):
    """Nested buffers in equal steps, in multiples of the area's half-width."""

    widest: Annotated[float, msgspec.Meta(gt=-1, lt=1)]
    narrowest: Annotated[float, msgspec.Meta(gt=-1, lt=1)]
    buffers: Annotated[int, msgspec.Meta(ge=2, le=40)]


class StyleEntry(StrictTable):
    """A [[style]], or a [[ground]] row of the base map."""

    id: str
    legend: str = ""
    legend_group: str = ""
    legend_tail: str = ""
    stroke: ColourEntry | None = None
    width: PixelLength = 0.0
    dash: Dash = ()
    opacity: Share | ThemeShares = 1.0
    casing: ColourEntry | None = None
    casing_width: PixelLength = 0.0
    ties: PixelLength = 0.0
    chevron: PixelLength = 0.0
    fill: ColourEntry | None = None
    fill_opacity: Share | ThemeShares = 1.0
    symbol: str = ""
    size: PixelLength = 0.0
    hatch: str = ""
    hatch_apart: Annotated[float, msgspec.Meta(ge=0.05, le=30)] = 0.5
    hatch_every: PixelLength = 0.0
    hatch_angle: Annotated[float, msgspec.Meta(ge=0, lt=180)] = 45.0
    edge: str = ""
    fade: FadeEntry | None = None
    lane: Annotated[int, msgspec.Meta(ge=0, le=9)] = 0
    far: bool = False
    below_names: bool = False
    guide: bool = False
    letters_only: bool = False
    explained_by_name: bool = False
    soft: PixelLength = 0.0
    label: LabelEntry | None = None
    named: bool = True
    grey: Literal["tone"] | GreyEntry | None = None
    role: str = ""


class LanesEntry(StrictTable):
    """How parallel lines are drawn."""

    stretch: Annotated[float, msgspec.Meta(gt=0, le=200)] = 9.0
    grey_dash: Dash = ()


FILE_ROLES = tuple(f"file-{mark}" for mark in MARKS)
"""Roles of styles for opened files. A row with such a role gives one style per hue."""
PLAIN_ROLES = tuple(f"plain-{mark}" for mark in PLAIN_MARKS)
"""Roles of styles for any subject. A row with such a role gives one style per colour of the plain family."""
HUE = "hue"
"""Colour name for marks that have each colour of a family, such as those of opened files."""
TONES = tuple(each.name for each in fields(Palette) if each.name != "items")
TOPICS = (*vocabulary.FACT_TOPICS, TOPIC, YOURS)
"""Topics of facts, of opened files, and of the user's notes."""
PLAIN = Colour(Themed("#808080", "#808080"))
"""Replaces missing and invalid colours."""
NAMED: Any = str | NamedColour
COLOUR: Any = ColourEntry
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")


@dataclass(slots=True)
class StyleContext:
    """Names that rows may refer to, and the problems found so far."""

    colours: dict[str, Colour] = field(default_factory=dict)
    symbols: dict[str, Symbol] = field(default_factory=dict)
    styles: frozenset[str] = frozenset()
    problems: list[FileProblem] = field(default_factory=list)


def named_colours(table: Any, known: StyleContext) -> Iterator[tuple[str, Colour]]:
    """Yield all named colours. An invalid one becomes grey, so that rows that use it stay valid."""
    for name, entry in table_of(table, "colours", known).items():
        where = f"colours.{name}"
        value = converted(entry, NAMED, where, known)
        problems = [*_name_problems(name), *literal_problems(value)]
        strong = value.strong if isinstance(value, NamedColour) else None
        problems += ((f"strong.{key}".removesuffix("."), why) for key, why in literal_problems(strong))
        known.problems += ((f"{where}.{key}".removesuffix("."), why) for key, why in problems)
        if problems or value is None:
            yield name, PLAIN
        else:
            yield name, Colour(pair(value), pair(strong) if strong else None)


def _name_problems(name: str) -> Iterator[FileProblem]:
    if why := vocabulary.id_problem(name):
        yield "", why
    if name == HUE:
        yield "", tr("{name!r} is the colour of opened files and of the plain family", name=HUE)


def hues(entries: Any, known: StyleContext) -> list[Colour]:
    """One colour per hue. A short list, as in atlases of version 0.2, is repeated."""
    colours: list[ColourEntry] = converted(entries, list[COLOUR], "hues", known) or []
    problems = [
        (f"hues[{number}].{key}".removesuffix("."), why)
        for number, entry in enumerate(colours)
        for key, why in literal_problems(entry)
    ]
    if not 1 <= len(colours) <= HUES:
        problems.append(
            (
                "hues",
                tr(
                    "opened files have 1 to {most} colours, one after the other, not {count}",
                    most=HUES,
                    count=len(colours),
                ),
            )
        )
    known.problems += problems
    sound = [Colour(pair(entry)) for entry in colours if not list(literal_problems(entry))] or [PLAIN]
    return [sound[number % len(sound)] for number in range(HUES)]


def palette(table: Any, known: StyleContext) -> Tones:
    """The palette of page and marks."""
    table = dict(table_of(table, "palette", known))
    strong, grey = table.pop("strong", {}), table.pop("grey", {})
    usual = dict(_tones(table, "palette", known))
    for name in TONES:
        if name not in usual:
            known.problems.append(("palette", tr("there is no colour for {name!r}", name=name)))
    return Tones(
        {name: usual.get(name, PLAIN) for name in TONES},
        dict(_tones(strong, "palette.strong", known)),
        dict(_tones(grey, "palette.grey", known)),
    )


def topics(table: Any, known: StyleContext) -> dict[str, Colour]:
    """A colour for each topic in panels, timeline and charts."""
    colours = dict(_tones(table, "topics", known, TOPICS))
    for name in TOPICS:
        if name not in colours:
            known.problems.append(("topics", tr("there is no colour for the topic {name!r}", name=name)))
    return {name: colours.get(name, PLAIN) for name in TOPICS}


def _tones(
    table: Any, where: str, known: StyleContext, names: tuple[str, ...] = TONES
) -> Iterator[tuple[str, Colour]]:
    for name, entry in table_of(table, where, known).items():
        if name not in names:
            known.problems.append((where, vocabulary.unknown("key", name, names)))
            continue
        value = converted(entry, COLOUR, f"{where}.{name}", known)
        problems = list(colour_problems(known, f"{where}.{name}", value, ""))
        known.problems += problems
        if value is not None and not problems:
            yield name, colour_of(value, known, None)


def colour_problems(
    known: StyleContext, key: str, entry: ColourEntry | None, role: str
) -> Iterator[FileProblem]:
    """Yield problems of a colour or colour name. `hue` is allowed only for roles of a family."""
    if not isinstance(entry, str) or entry.startswith("#"):
        yield from ((f"{key}.{theme}".removesuffix("."), why) for theme, why in literal_problems(entry))
    elif entry not in known.colours and not (entry == HUE and role in (*FILE_ROLES, *PLAIN_ROLES)):
        yield key, vocabulary.unknown("colour", entry, known.colours)


def literal_problems(entry: str | Pair | None) -> Iterator[FileProblem]:
    """Yield problems of a literal colour."""
    if isinstance(entry, str) and not _COLOUR.fullmatch(entry):
        yield "", tr("{colour!r} is not a colour such as #0072b2", colour=entry[:20])
    if isinstance(entry, Pair):
        for theme in THEMES:
            colour = getattr(entry, theme)
            if not colour:
                yield theme, tr("there is no colour for the theme {theme}", theme=theme)
            elif not _COLOUR.fullmatch(colour):
                yield theme, tr("{colour!r} is not a colour such as #0072b2", colour=colour[:20])


def colour_of(entry: ColourEntry, known: StyleContext, hue: Colour | None) -> Colour:
    """The colour of a valid entry. `hue` is the colour of an opened file."""
    if isinstance(entry, str) and not entry.startswith("#"):
        return hue if hue and entry == HUE else known.colours[entry]
    return Colour(pair(entry))


def pair(entry: str | Pair) -> Themed[str]:
    """The colour for each theme."""
    return Themed(entry, entry) if isinstance(entry, str) else Themed(entry.light, entry.dark)


def table_of(value: Any, where: str, known: StyleContext) -> dict[str, Any]:
    """The value if it is a table, else an empty one and a problem."""
    if isinstance(value, dict):
        return value
    known.problems.append((where, tr("expected a table, written as [{key}]", key=where)))
    return {}


def converted(value: Any, kind: Any, where: str, known: StyleContext) -> Any:
    """The converted value, or None and a problem."""
    try:
        return msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError as error:
        known.problems.append(reword(error, value, kind, where))
        return None
