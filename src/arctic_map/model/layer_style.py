"""The style of an opened file's layer, as the reader chose it, with the classes computed for it."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from math import isfinite

from arctic_map.model.attributes import ALL, RowQuery


class Method(StrEnum):
    """How a layer is classified."""

    SINGLE = "single"
    """One symbol for all."""
    CATEGORY = "category"
    EQUAL = "equal"
    QUANTILE = "quantile"
    NATURAL = "natural"
    DEVIATION = "deviation"
    LIMITS = "limits"
    """Classes between limits that the user entered."""


GRADUATED = (Method.EQUAL, Method.QUANTILE, Method.NATURAL, Method.DEVIATION, Method.LIMITS)
MAX_CLASSES, MAX_CATEGORIES, SIZE_CLASSES = 9, 8, 5
"""A set has eight colours; more categories than that would look alike."""
MAX_SAVED_CATEGORIES = 12
"""Maximum categories of a saved style; when its table is read, those beyond MAX_CATEGORIES become others."""
MIN_SIZE, MAX_SIZE = 3.0, 40.0
"""Size of points in px; the width of lines is a quarter of it."""
MAX_OUTLINE = 6.0
SYMBOLS = ("disc", "square", "diamond", "triangle")
"""Symbols of points."""
COLOUR = re.compile("#[0-9a-f]{6}")
MAX_NAMES = 300
"""Maximum number of labels for an opened file."""
HIDDEN = 255
"""The class of features that are not on the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerStyle:
    """The style of a layer, with its classes."""

    method: Method = Method.SINGLE
    field: str = ""
    """The column whose values determine the colour."""
    title: str = ""
    """Name of the field in the file, for the legend."""
    ramp: str = "viridis"
    reverse: bool = False
    edges: tuple[float, ...] = ()
    """Edges of graduated classes: lowest value, upper ends, highest value."""
    limits: tuple[float, ...] = ()
    """Limits between classes that the user entered."""
    categories: tuple[str, ...] = ()
    numeric: bool = False
    """Whether the categories are numbers, in the notation of the table."""
    others: bool = False
    """Whether there are values outside the categories."""
    empty: bool = False
    """Whether there are rows without a value in the field."""
    colour: str = ""
    """`#rrggbb` of a single symbol; empty for the colour of the file."""
    symbol: str = ""
    """The symbol of points, of SYMBOLS; empty for the default."""
    size: float = 0.0
    """Size of all marks, px; 0 for the default."""
    outline: float | None = None
    """Width of the outline of points and areas and of the casing of lines, px; None for the default."""
    outline_colour: str = ""
    """Its colour, `#rrggbb`; empty for the default."""
    size_field: str = ""
    """The column whose numbers determine the size."""
    size_title: str = ""
    size_edges: tuple[float, ...] = ()
    sizes: tuple[float, float] = (6.0, 20.0)
    """Sizes of the smallest and the largest class, px."""
    query: RowQuery = ALL
    """Only rows that match are on the map."""
    band: str = ""
    """Of a raster, the band that is shown: its quantity and time, or the quantity at the chosen time."""
    relief: bool = False
    """Of a raster, whether its values are shaded as heights."""
    label_field: str = ""
    """The column whose values label the marks; empty for no labels."""
    label_order: str = ""
    """A column of numbers; the largest are labelled first. Empty for the order of the file."""
    date_field: str = ""
    """The column whose days the timeline filters."""

    @property
    def colours(self) -> int:
        """Number of colours: classes, plus one each for other values and for no value."""
        if self.method is Method.CATEGORY:
            return len(self.categories) + self.others + self.empty
        return len(self.edges) - 1 + self.empty if self.method in GRADUATED else 1

    @property
    def size_count(self) -> int:
        """Number of size classes; at least 1."""
        return max(len(self.size_edges) - 1, 1)

    @property
    def sound(self) -> bool:
        """Whether the values are consistent and within limits."""
        edges = (*self.edges, *self.size_edges, *self.sizes)
        return (
            all(isfinite(edge) for edge in edges)
            and list(self.edges) == sorted(self.edges)
            and list(self.size_edges) == sorted(self.size_edges)
            and (self.method not in GRADUATED or 2 <= len(self.edges) <= MAX_CLASSES + 1)
            and len(self.size_edges) <= MAX_CLASSES + 1
            and len(self.categories) <= MAX_SAVED_CATEGORIES
            and all(MIN_SIZE <= size <= MAX_SIZE for size in (*self.sizes, self.size or MIN_SIZE))
            and self.symbol in ("", *SYMBOLS)
            and all(isfinite(limit) for limit in self.limits)
            and len(self.limits) < MAX_CLASSES
            and 0.0 <= (self.outline or 0.0) <= MAX_OUTLINE
            and all(COLOUR.fullmatch(colour) for colour in (self.colour, self.outline_colour) if colour)
        )

    @property
    def plain(self) -> bool:
        """Whether features have the default look of opened files."""
        chosen = self.colour or self.symbol or self.size or self.size_field or self.outline_colour
        return self.method is Method.SINGLE and not chosen and self.outline is None

    @property
    def classed(self) -> bool:
        """Whether it distinguishes features or excludes some."""
        return not self.plain or self.query.filtered

    @property
    def key(self) -> str:
        """A short digest of the style without its labels."""
        return _digest(replace(self, label_field="", label_order="", date_field=""))

    @property
    def label_key(self) -> str:
        """A short digest of the labels; empty without labels."""
        if not self.label_field:
            return ""
        return _digest((self.label_field, self.label_order, self.query))


PLAIN = LayerStyle()


def _digest(of: object) -> str:
    from hashlib import sha256  # late, as only files with a style need it

    return sha256(repr(of).encode()).hexdigest()[:12]


def class_style(layer_id: str, number: int, kind: str) -> str:
    """The id of the style of a class of a layer: of points, lines or areas."""
    return f"{layer_id}~{number}-{kind}"
