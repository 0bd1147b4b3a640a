"""What was computed for an opened file's layer: classes, days, label ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from arctic_map.model.layer_style import LayerStyle

if TYPE_CHECKING:
    from arctic_map.model.drawing import Label
    from arctic_map.scene.drawings.file_protocols import OpenedDrawings
    from arctic_map.scene.timeline import Range
    from arctic_map.tables.attributes.label_ranks import LabelColumn
    from arctic_map.tables.attributes.row_days import RowDays

MAX_STYLES = 40
"""Maximum number of styles whose classes are cached."""
MAX_NAMINGS, MAX_PERIODS = 4, 4
"""Maximum number of cached label ranks and periods; each has a number per feature."""


@dataclass(frozen=True, slots=True)
class Painting:
    """How the features of a file are painted: by the classes of a key, or in the default look if empty."""

    key: str = ""
    styled: bool = False
    """Whether classes have their own styles, and do not only hide features."""


@dataclass(frozen=True, slots=True, eq=False)
class FileLayer:
    """The computed state of an opened file, immutable."""

    opened: OpenedDrawings | None = None
    """None for files with few features, which are drawn like the content."""
    revision: int = 0
    """Incremented whenever the drawings are made again."""
    classes: Mapping[str, bytes] = field(default_factory=dict)
    """Class of each feature in the order of the file, by style key; the latest last."""
    periods: Mapping[str, bytes] = field(default_factory=dict)
    """The same, with features outside a period hidden, by keys of their own."""
    dated_by: str = ""
    """The column whose days were requested last."""
    days: RowDays | None = None
    """None if that column has no dates."""
    namings: Mapping[str, LabelColumn] = field(default_factory=dict)
    """Label ranks by label key, the latest last."""
    labels: tuple[str, str, tuple[Label, ...]] = ("", "", ())
    """The field labels placed last, after their label key and projection."""

    def with_classes(self, key: str, classes: bytes) -> FileLayer:
        """Add the classes of a style."""
        return replace(self, classes=_latest(self.classes, key, classes, MAX_STYLES))

    def with_naming(self, key: str, naming: LabelColumn) -> FileLayer:
        """Add the ranks of labels."""
        return replace(self, namings=_latest(self.namings, key, naming, MAX_NAMINGS))

    def knows(self, style: LayerStyle) -> bool:
        """Whether the classes of a style are available."""
        return not style.classed or style.key in self.classes

    def days_of(self, column: str) -> RowDays | None:
        """The days of a column; None unless it was requested last and has dates."""
        return self.days if column and column == self.dated_by else None

    def painted(self, style: LayerStyle, when: Range | None) -> tuple[FileLayer, Painting]:
        """How to paint a style within a period, with the file that then has the necessary classes."""
        if not self.knows(style):
            return self, Painting()
        key, days = style.key if style.classed else "", self.days_of(style.date_field)
        if when is None or days is None:
            return self, Painting(key, not style.plain)
        classes = self.classes.get(key)
        key = f"{key}in{when.first.toordinal()}to{when.last.toordinal()}"
        if key in self.periods:
            return self, Painting(key, not style.plain)
        from arctic_map.tables.attributes.row_days import within  # loads numpy late, as only dates need it

        seen = within(classes, days.of_rows, when.first, when.last)
        file = replace(self, periods=_latest(self.periods, key, seen, MAX_PERIODS))
        return file, Painting(key, not style.plain)

    def classes_of(self, key: str) -> bytes | None:
        """The classes for a key; None if they are unknown."""
        return self.classes.get(key, self.periods.get(key))


def _latest[T](known: Mapping[str, T], key: str, value: T, most: int) -> dict[str, T]:
    """The dictionary with this entry as the latest, limited to `most` entries."""
    others = {each: known[each] for each in known if each != key}
    return {**dict([*others.items()][1 - most :]), key: value}
