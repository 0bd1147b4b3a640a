"""The table of all styles: one row for each, with all that is decided by it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
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
        return self.dark if theme == "dark" else self.light


Amount = Themed[float]
"""A share, 0 to 1."""
WHOLE: Amount = Themed(1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Colour:
    """`#rrggbb` or `#rrggbbaa` in each theme."""

    usual: Themed[str]
    strong: Themed[str] | None = None
    """In its place in high contrast; colours that have one are grounds, from which others must stand out."""

    def of(self, theme: Theme, *, strong: bool = False) -> str:
        return (self.strong if strong and self.strong else self.usual).of(theme)


ANYWHERE = 20_000_000.0
"""Metres: half way round the Earth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRow:
    """How the names of features are lettered, and which goes first."""

    size: float
    colour: Colour
    halo: Colour
    weight: int = 400
    italic: bool = False
    spacing: float = 0.0
    within: float = ANYWHERE
    """Metres from its place that a name without a mark may be moved: farther off is another one."""
    order: int
    """Among the names of all styles, most important first."""
    zooms: tuple[float, ...] = ()
    """The lowest zoom for features of rank 1, 2, 3...; the last holds for all further ranks."""
    along: bool = False
    """It follows its line, letter by letter."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """`text` in other languages, by their codes."""
    callout: str = ""
    """The style in which features that have words for it are called out from afar."""
    text: str = ""
    """What stands on the map where the feature's English name is a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grey:
    """What is not simply as light as its colour in shades of grey."""

    stroke: str | None = None
    fill: str | None = None
    dash: tuple[float, ...] | None = None
    width: float | None = None
    opacity: float | None = None
    fill_opacity: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleRow:
    """A style in every theme, and all else that is decided by it."""

    id: str
    legend: str = ""
    """Its words in the legend."""
    legend_group: str = ""
    """The heading that its line stands under."""
    legend_tail: str = ""
    """Its words on the line of the row above, which it may share."""
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
    """The style of the lines that hatch an area; empty for none."""
    hatch_apart: float = 0.5
    """Degrees of latitude between them."""
    hatch_every: float = 0.0
    """Or pixels, where they are lines of the page."""
    hatch_angle: float = 45.0
    """Of lines of the page, degrees counter-clockwise from right."""
    edge: str = ""
    """The style of the lines along those edges that are no shore; empty where all edges are alike."""
    fade: tuple[float, ...] = ()
    """Widths of the nested buffers of an area without an edge, in parts of its own half-width."""
    lane: int = 0
    """Of lines that take turns on shared stretches, their order there, lowest first; 0 for others."""
    far: bool = False
    """It leaves the polar projections."""
    below_names: bool = False
    """Names cut it, as they do all areas: it lies below the halos of letters."""
    guide: bool = False
    """Its lines only guide: they must not drown the subject."""
    letters_only: bool = False
    soft: float = 0.0
    """So far may names reach into the clear space round its symbol, px."""
    label: LabelRow | None = None
    named: bool = True
    """Whether the names of its features stand on the map."""
    grey: Grey | None = None
    """None where the table says nothing of it: then greys are as light as the colours."""

    @property
    def drawn(self) -> tuple[Any, ...]:
        """What of it decides about shapes, direction marks, and where names have room."""
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
    """Colours of the paper and of what stands round the map, by the names of a Palette's fields."""

    usual: Mapping[str, Colour] = field(default_factory=dict)
    strong: Mapping[str, Colour] = field(default_factory=dict)
    """In high contrast; only those that differ."""
    grey: Mapping[str, Colour] = field(default_factory=dict)
    """In shades of grey; only those that are not as light as the colour."""


@dataclass(frozen=True)
class Symbology:
    """The table as it was read: what is sound in it."""

    styles: Mapping[str, StyleRow] = field(default_factory=dict)
    """By id, in the order of the legend."""
    ground: Mapping[str, StyleRow] = field(default_factory=dict)
    """Parts of the base map."""
    symbols: Mapping[str, Symbol] = field(default_factory=dict)
    palette: Tones = Tones()
    topics: Mapping[str, Colour] = field(default_factory=dict)
    """What each topic is told by in panels, timeline and charts; its marks on the map have the same."""
    grounds: tuple[Colour, ...] = ()
    """What marks and words must stand out from."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """The styles of what the program itself paints, such as the graticule."""
    stretch: float = 9.0
    """Length of each lane's colour where lanes share a stretch, px."""
    grey_dash: tuple[float, ...] = ()
    """Of the second lane of a stretch in shades of grey, where the first is not painted."""
    digest: str = ""
    """Fingerprint of the table."""

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def lanes(self) -> tuple[str, ...]:
        """Styles of lines that share stretches, in the order in which they lie there, lowest first."""
        rows = [row for row in self.styles.values() if row.lane]
        return tuple(row.id for row in sorted(rows, key=lambda row: row.lane))

    @cached_property
    def shared(self) -> Mapping[str, tuple[str, int, int]]:
        """Styles of lanes on shared stretches: of which lane, how many lie below it, how many share it."""
        return {
            self.shared_style(lane, sharing): (lane, below, count)
            for count in range(2, len(self.lanes) + 1)
            for sharing in combinations(self.lanes, count)
            for below, lane in enumerate(sharing)
        }

    def shared_style(self, style: str, sharing: Collection[str]) -> str:
        """The style of a lane of this style on a stretch that lanes of these styles share.

        The lowest is whole, each further one leaves room for those below it: all are seen in turn.
        """
        lanes = [lane for lane in self.lanes if lane in sharing]
        below = lanes.index(style) if style in lanes else 0
        return style if len(lanes) < 2 else f"{style}-{below}of{len(lanes)}"

    def drawn_by(self, styles: Iterable[str]) -> str:
        """Fingerprint of what these rows decide about drawings; their colours decide nothing there."""
        asked = set(styles)
        if asked & set(self.lanes):
            asked |= set(self.lanes)
        rows = [self.styles[id] for id in asked if id in self.styles]
        asked |= {other for row in rows for other in (row.hatch, row.edge)}
        facts = [self.styles[id].drawn for id in sorted(asked) if id in self.styles]
        return f"{crc32(repr(facts).encode()):08x}"

    def whole(self, style: str) -> str:
        """The row's id for the style of a shape, which on a shared stretch is another one."""
        return self.shared[style][0] if style in self.shared else style

    def is_lane(self, style: str) -> bool:
        return self.whole(style) in self.lanes
