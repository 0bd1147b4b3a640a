"""How an opened file's layer looks, as its reader chose it: by fields, with the classes found for them."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from math import isfinite

from arctic_map.model.attributes import ALL, Query


class Method(StrEnum):
    SINGLE = "single"
    """One look for all."""
    CATEGORY = "category"
    EQUAL = "equal"
    QUANTILE = "quantile"
    NATURAL = "natural"
    DEVIATION = "deviation"


GRADUATED = (Method.EQUAL, Method.QUANTILE, Method.NATURAL, Method.DEVIATION)
MOST_CLASSES, MOST_CATEGORIES, SIZE_CLASSES = 9, 12, 5
LEAST_SIZE, GREATEST_SIZE = 3.0, 40.0
"""Of marks, px; of lines a quarter of it."""
COLOUR = re.compile("#[0-9a-f]{6}")
MOST_NAMES = 300
"""Of an opened file: names that are lettered if there is room."""
HIDDEN = 255
"""The class of features that are not on the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerStyle:
    """The choice, with the classes."""

    method: Method = Method.SINGLE
    field: str = ""
    """The column whose values decide the colour."""
    title: str = ""
    """The field's own name, for the legend."""
    ramp: str = "viridis"
    reverse: bool = False
    edges: tuple[float, ...] = ()
    """Of graduated classes: lowest value, upper ends, highest value."""
    categories: tuple[str, ...] = ()
    others: bool = False
    """Whether there are values that are none of the categories."""
    empty: bool = False
    """Whether there are rows that say nothing in the field."""
    colour: str = ""
    """`#rrggbb` of a single look; that of the file when empty."""
    size_field: str = ""
    """The column whose numbers decide the size."""
    size_title: str = ""
    size_edges: tuple[float, ...] = ()
    sizes: tuple[float, float] = (6.0, 20.0)
    """Of the smallest and the largest class, px."""
    query: Query = ALL
    """Only rows that fit are on the map."""
    label_field: str = ""
    """The column whose values are written beside the marks; none when empty."""
    label_order: str = ""
    """A column of numbers: the greatest are written first. The file's order when empty."""
    date_field: str = ""
    """The column whose days the timeline's period chooses among."""

    @property
    def colours(self) -> int:
        """How many looks there are by the first field: classes, and those of other and of no values."""
        if self.method is Method.CATEGORY:
            return len(self.categories) + self.others + self.empty
        return len(self.edges) - 1 + self.empty if self.method in GRADUATED else 1

    @property
    def size_count(self) -> int:
        return max(len(self.size_edges) - 1, 1)

    @property
    def sound(self) -> bool:
        """Whether a table can have given it."""
        edges = (*self.edges, *self.size_edges, *self.sizes)
        return (
            all(isfinite(edge) for edge in edges)
            and list(self.edges) == sorted(self.edges)
            and list(self.size_edges) == sorted(self.size_edges)
            and (self.method not in GRADUATED or 2 <= len(self.edges) <= MOST_CLASSES + 1)
            and len(self.size_edges) <= MOST_CLASSES + 1
            and len(self.categories) <= MOST_CATEGORIES
            and all(LEAST_SIZE <= size <= GREATEST_SIZE for size in self.sizes)
            and (not self.colour or bool(COLOUR.fullmatch(self.colour)))
        )

    @property
    def plain(self) -> bool:
        """Whether all features look as those of any file."""
        return self.method is Method.SINGLE and not self.colour and not self.size_field

    @property
    def classed(self) -> bool:
        """Whether it tells features apart, or leaves some out."""
        return not self.plain or self.query.filtered

    @property
    def key(self) -> str:
        """Short, and another one for every other style, whatever is written beside the marks."""
        return _digest(replace(self, label_field="", label_order="", date_field=""))

    @property
    def label_key(self) -> str:
        """Short, and another one for all other labels; empty without any."""
        if not self.label_field:
            return ""
        return _digest((self.label_field, self.label_order, self.query))


PLAIN = LayerStyle()


def _digest(of: object) -> str:
    # Only where a file was given a style.
    from hashlib import sha256

    return sha256(repr(of).encode()).hexdigest()[:12]


def class_style(layer_id: str, number: int, kind: str) -> str:
    """The id of the style of a layer's class: of points, lines or areas."""
    return f"{layer_id}~{number}-{kind}"
