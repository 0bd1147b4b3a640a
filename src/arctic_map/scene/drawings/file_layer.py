"""What was computed of an opened file's layer, beside what the file holds: classes, days, names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from arctic_map.model.layer_style import LayerStyle

if TYPE_CHECKING:
    from arctic_map.model.drawing import Label
    from arctic_map.scene.drawings.file_protocols import OpenedDrawings
    from arctic_map.scene.timeline import Range
    from arctic_map.tables.attributes.label_ranks import Naming
    from arctic_map.tables.attributes.row_days import Days

MAX_STYLES = 40
"""Styles whose classes are kept to come back to."""
MAX_NAMINGS, MAX_PERIODS = 4, 4
"""Each of them has a number for every feature."""


@dataclass(frozen=True, slots=True)
class Painting:
    """The looks of a file's features: by the key of their classes, or as those of any file."""

    key: str = ""
    styled: bool = False
    """Whether the classes have looks of their own, and do not only leave features out."""


@dataclass(frozen=True, slots=True, eq=False)
class FileLayer:
    """Changed by making another one."""

    opened: OpenedDrawings | None = None
    """None of few features that are drawn with the content."""
    revision: int = 0
    """How often the drawings have come anew."""
    classes: Mapping[str, bytes] = field(default_factory=dict)
    """By the keys of styles, the latest last: the class of each feature, by its number in the file."""
    periods: Mapping[str, bytes] = field(default_factory=dict)
    """The same without features that speak of other days alone, by keys of their own."""
    dated_by: str = ""
    """The column that was asked for days last."""
    days: Days | None = None
    """None where that column holds no dates."""
    namings: Mapping[str, Naming] = field(default_factory=dict)
    """By the keys of labels, the latest last: which features have names."""
    labels: tuple[str, str, tuple[Label, ...]] = ("", "", ())
    """The labels by a field that were placed last, with their key and their projection."""

    def with_classes(self, key: str, classes: bytes) -> FileLayer:
        return replace(self, classes=_latest(self.classes, key, classes, MAX_STYLES))

    def with_naming(self, key: str, naming: Naming) -> FileLayer:
        return replace(self, namings=_latest(self.namings, key, naming, MAX_NAMINGS))

    def knows(self, style: LayerStyle) -> bool:
        """Whether the classes that the style needs are known."""
        return not style.classed or style.key in self.classes

    def days_of(self, column: str) -> Days | None:
        """Of a column that was asked for last and holds dates."""
        return self.days if column and column == self.dated_by else None

    def painted(self, style: LayerStyle, when: Range | None) -> tuple[FileLayer, Painting]:
        """How a style paints the features of which a period speaks, with the classes that this takes."""
        if not self.knows(style):
            return self, Painting()
        key, days = style.key if style.classed else "", self.days_of(style.date_field)
        if when is None or days is None:
            return self, Painting(key, not style.plain)
        classes = self.classes.get(key)
        key = f"{key}in{when.first.toordinal()}to{when.last.toordinal()}"
        if key in self.periods:
            return self, Painting(key, not style.plain)
        # numpy, which only files with dates need here.
        from arctic_map.tables.attributes.row_days import within

        seen = within(classes, days.of_rows, when.first, when.last)
        file = replace(self, periods=_latest(self.periods, key, seen, MAX_PERIODS))
        return file, Painting(key, not style.plain)

    def classes_of(self, key: str) -> bytes | None:
        """None where they are not known."""
        return self.classes.get(key, self.periods.get(key))


def _latest[T](known: Mapping[str, T], key: str, value: T, most: int) -> dict[str, T]:
    """With this one as the latest of so many."""
    kept = {each: known[each] for each in known if each != key}
    return {**dict([*kept.items()][1 - most :]), key: value}
