"""The table of all styles, one row each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, cycle
from typing import Any, TypeVar
from zlib import crc32

from arctic_map.model.style import Symbol, Theme

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Themed[T]:
    """A value for each theme."""

    light: T
    dark: T

    def of(self, theme: Theme) -> T:
        """The value for a theme."""
        return self.dark if theme == "dark" else self.light


Amount = Themed[float]
"""A share, 0 to 1."""
WHOLE: Amount = Themed(1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Colour:
    """`#rrggbb` or `#rrggbbaa` in each theme."""

    usual: Themed[str]
    strong: Themed[str] | None = None
    """Replacement in high contrast; only background colours have one, against which others need contrast."""

    def of(self, theme: Theme, *, strong: bool = False) -> str:
        """The colour for a theme, or for high contrast if `strong`."""
        return (self.strong if strong and self.strong else self.usual).of(theme)


PLAIN_MARKS = "point", "line", "area", "wash"
"""Marks of the plain family. A wash is an area without an edge."""
ANYWHERE = 20_000_000.0
"""Half the circumference of the Earth in metres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRow:
    """The typeface and priority of the labels of features."""

    size: float
    colour: Colour
    halo: Colour
    weight: int = 400
    italic: bool = False
    spacing: float = 0.0
    within: float = ANYWHERE
    """Maximum distance in metres of a label without a mark from its position."""
    order: int
    """Priority among the labels of all styles, most important first."""
    zooms: tuple[float, ...] = ()
    """The lowest zoom for features of rank 1, 2, 3...; the last value applies to all further ranks."""
    along: bool = False
    """Whether the label follows its line, letter by letter."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """`text` in other languages, by language code."""
    callout: str = ""
    """The style of call-outs at low zooms, for features with a call-out text."""
    text: str = ""
    """Label on the map, if the feature's English name is a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grey:
    """Values for greyscale that do not follow from the lightness of the colours."""

    stroke: str | None = None
    fill: str | None = None
    dash: tuple[float, ...] | None = None
    width: float | None = None
    opacity: float | None = None
    fill_opacity: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRow:
    """A style in every theme, with all its other properties."""

    id: str
    legend: str = ""
    """Text in the legend."""
    legend_group: str = ""
    """Heading of its legend entry."""
    legend_tail: str = ""
    """Text on the legend line of the previous row, if they share it."""
    stroke: Colour | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()
    opacity: Amount = WHOLE
    casing: Colour | None = None
    casing_width: float = 0.0
    ties: float = 0.0
    chevron: float = 0.0
    fill: Colour | None = None
    fill_opacity: Amount = WHOLE
    symbol: Symbol | None = None
    size: float = 0.0
    hatch: str = ""
    """The style of the hatching lines of an area; empty for none."""
    hatch_apart: float = 0.5
    """Distance of hatching lines in degrees of latitude."""
    hatch_every: float = 0.0
    """Distance in pixels instead, for hatching in page coordinates."""
    hatch_angle: float = 45.0
    """Direction of hatching in page coordinates, degrees counter-clockwise from right."""
    edge: str = ""
    """The style of the edges that are no shore; empty if all edges are alike."""
    fade: tuple[float, ...] = ()
    """Widths of the nested buffers of an area without an edge, relative to its own half-width."""
    lane: int = 0
    """Order among lines that alternate on shared stretches, lowest first; 0 for others."""
    far: bool = False
    """Whether it extends beyond the polar projections."""
    below_names: bool = False
    """Whether it is painted below the halos of labels, as all areas are."""
    guide: bool = False
    """Whether its lines are only a guide and must not dominate."""
    letters_only: bool = False
    explained_by_name: bool = False
    """Whether the legend of a page leaves it out, as its features have names there."""
    soft: float = 0.0
    """How far labels may overlap the clear space around its symbol, px."""
    label: LabelRow | None = None
    named: bool = True
    """Whether its features are labelled on the map."""
    grey: Grey | None = None
    """None if the table has no entry; then greys are as light as the colours."""

    @property
    def drawn(self) -> tuple[Any, ...]:
        """The properties that affect shapes, direction marks and label placement."""
        label = self.label
        return (
            (
                self.id,
                self.letters_only,
                self.lane,
                self.chevron > 0,
                self.fade,
                "" if self.hatch_every else self.hatch,
                self.hatch_apart,
                self.edge,
                self.guide,
            ),
            (self.symbol is not None, self.size, self.width, self.soft),
            label and (label.size, label.weight, label.italic, label.spacing),
            label and (label.order, label.zooms, label.text, label.along, sorted(label.texts.items())),
        )


@dataclass(frozen=True, slots=True)
class Tones:
    """Colours of the paper and its surroundings, by the field names of Palette."""

    usual: Mapping[str, Colour] = field(default_factory=dict)
    strong: Mapping[str, Colour] = field(default_factory=dict)
    """Only those that differ in high contrast."""
    grey: Mapping[str, Colour] = field(default_factory=dict)
    """Only those that do not follow from the lightness of the colour in greyscale."""


@dataclass(frozen=True)
class Symbology:
    """The valid part of the table."""

    styles: Mapping[str, StyleRow] = field(default_factory=dict)
    """By id, in the order of the legend."""
    ground: Mapping[str, StyleRow] = field(default_factory=dict)
    """Styles of the base map parts."""
    symbols: Mapping[str, Symbol] = field(default_factory=dict)
    palette: Tones = Tones()
    topics: Mapping[str, Colour] = field(default_factory=dict)
    """Colour of each topic in panels, timeline and charts; its marks on the map have the same."""
    plain: Mapping[str, Colour] = field(default_factory=dict)
    """Colours for any subject, by name: of its styles, and of the topics of an atlas."""
    grounds: tuple[Colour, ...] = ()
    """Backgrounds against which marks and text need contrast."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Styles of what the program paints itself, such as the graticule."""
    stretch: float = 9.0
    """Length of each lane's dash where lanes share a stretch, px."""
    grey_dash: tuple[float, ...] = ()
    """Dash of the second lane of a stretch in greyscale, if the first is not painted."""
    digest: str = ""
    """Fingerprint of the table."""

    @cached_property
    def family(self) -> frozenset[str]:
        """The styles of the plain family, such as `blue-line`."""
        return frozenset(f"{colour}-{mark}" for colour in self.plain for mark in PLAIN_MARKS)

    def with_topics(self, topics: Mapping[str, str]) -> "Symbology":
        """The table with a colour for each topic: the plain colour named here, or the next one."""
        chosen = {topic: self.plain[name] for topic, name in topics.items() if name in self.plain}
        colours = [each for each in self.plain.values() if each not in chosen.values()]
        others = (topic for topic in topics if topic not in chosen and topic not in self.topics)
        additions = zip(others, cycle(colours or self.plain.values()), strict=False)
        return replace(self, topics={**self.topics, **chosen, **dict(additions)})

    @property
    def without_family(self) -> "Symbology":
        """The table of an atlas that does without the plain family."""
        styles = {id: row for id, row in self.styles.items() if id not in self.family}
        return replace(self, styles=styles, plain={})

    def without(self, unused: Collection[str]) -> "Symbology":
        """The table without these styles, except those that belong to others."""
        lanes = set(self.lanes) - set(unused) and set(self.lanes)
        rows = [row for id, row in self.styles.items() if id not in unused or id in lanes]
        parts = {other for row in rows for other in (row.hatch, row.edge, row.label and row.label.callout)}
        needed = {row.id for row in rows} | parts
        styles = {id: row for id, row in self.styles.items() if id in needed}
        digest = f"{self.digest}{crc32(repr([*styles]).encode()):08x}"
        return replace(self, styles=styles, digest=digest)

    def with_legends(self, texts: Mapping[str, str]) -> "Symbology":
        """The table with other legend texts by style; those that nothing else shares need no group."""
        changed = {
            id: replace(row, legend=texts[id], legend_group="", legend_tail="")
            for id, row in self.styles.items()
            if id in texts
        }
        digest = f"{self.digest}{crc32(repr(sorted(texts.items())).encode()):08x}"
        return replace(self, styles={**self.styles, **changed}, digest=digest) if changed else self

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def lanes(self) -> tuple[str, ...]:
        """Styles of lines that share stretches, in their order there, lowest first."""
        rows = [row for row in self.styles.values() if row.lane]
        return tuple(row.id for row in sorted(rows, key=lambda row: row.lane))

    @cached_property
    def shared(self) -> Mapping[str, tuple[str, int, int]]:
        """For each style of a shared stretch: its lane, how many lanes lie below it, how many share it."""
        return {
            self.shared_style(lane, sharing): (lane, below, count)
            for count in range(2, len(self.lanes) + 1)
            for sharing in combinations(self.lanes, count)
            for below, lane in enumerate(sharing)
        }

    def shared_style(self, style: str, sharing: Collection[str]) -> str:
        """The style of a lane on a stretch that these styles share, with gaps for the lanes below it."""
        lanes = [lane for lane in self.lanes if lane in sharing]
        below = lanes.index(style) if style in lanes else 0
        return style if len(lanes) < 2 else f"{style}-{below}of{len(lanes)}"

    def drawn_by(self, styles: Iterable[str]) -> str:
        """Fingerprint of the properties of these rows that affect drawings; colours do not."""
        requested = set(styles)
        if requested & set(self.lanes):
            requested |= set(self.lanes)
        rows = [self.styles[id] for id in requested if id in self.styles]
        requested |= {other for row in rows for other in (row.hatch, row.edge)}
        facts = [self.styles[id].drawn for id in sorted(requested) if id in self.styles]
        return f"{crc32(repr(facts).encode()):08x}"

    def whole(self, style: str) -> str:
        """The row id for the style of a shape, without the suffix of a shared stretch."""
        return self.shared[style][0] if style in self.shared else style

    def is_lane(self, style: str) -> bool:
        """Whether the style, or its row, is a lane."""
        return self.whole(style) in self.lanes
