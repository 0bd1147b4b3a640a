"""Opened files on the map: their drawings and rows, and how they are painted and labelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from arctic_map.geo.turning import is_turned
from arctic_map.model.layer_style import LayerStyle
from arctic_map.scene.memo import Identity, memo

if TYPE_CHECKING:
    from shapely import Geometry

    from arctic_map.model.catalog import Layer
    from arctic_map.model.drawing import Drawing, Label, Shape
    from arctic_map.model.projection import Box, Projection
    from arctic_map.scene.raster_pictures import RasterOnDisk
    from arctic_map.scene.timeline import Range
    from arctic_map.tables.attributes.row_values import LabelColumn, RowDays
    from arctic_map.tables.tiles.tile_reading import RowMark, View


class RowsOnDisk(Protocol):
    """Features of an opened file on disk."""

    def body(self, family: str, block: tuple[int, int, int, int, int]) -> bytes:
        """The block (level, x0, y0, x1, y1) in the format of the page; empty until it is available."""

    def classes(self, family: str, block: tuple[int, int, int, int, int], of_rows: bytes) -> bytes:
        """The class of each mark of the block, a byte each in the order of `body`, from those of all rows."""

    def hit(self, family: str, x: float, y: float, reach: float) -> int | None:
        """Index of the row within `reach` of a place, metres of the family's plane; None without any."""

    def within(self, family: str, area: Geometry) -> list[int]:
        """The rows that an area of the plane (metres) touches, ascending."""

    def view(self, family: str, box: Box, zoom: float) -> View | None:
        """The marks in a box of the plane (metres), generalised for a zoom; None until the plane is ready."""

    def box(self, family: str, row: int) -> Box | None:
        """Bounding box of the row on the plane; None without geometry there."""

    def foremost(
        self, family: str, box: Box, zoom: float, naming: LabelColumn, most: int
    ) -> list[tuple[RowMark, str]]:
        """The rows to label first in a box of the plane (metres), with their texts."""

    def marks(self, family: str, rows: Sequence[int]) -> list[RowMark]:
        """All marks of these rows, in metres of the plane."""

    def details(self, row: int) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The name of the row, empty if there is none, and its attributes."""

    def all_details(self, count: int) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        """The same for the first `count` rows."""


class OpenedDrawings(Protocol):
    """Drawings of an opened file in all projections, made elsewhere."""

    @property
    def layer_id(self) -> str: ...
    def drawing(self, projection_id: str) -> Drawing: ...
    def body(self, projection_id: str) -> bytes:
        """The drawing in the format of the page. Raises OSError."""

    def box(self, projection_id: str) -> Box | None: ...
    @property
    def rows(self) -> RowsOnDisk | None:
        """Rows, if the features are on disk; else None."""

    @property
    def raster(self) -> RasterOnDisk | None:
        """Pixels, if the file is a raster; else None."""


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

    reduced: tuple[LayerStyle, LayerStyle] | None = None
    """A style of which the present table lacks fields, and what is shown of it."""

    def shown(self, style: LayerStyle) -> LayerStyle:
        """What is shown of a style."""
        return self.reduced[1] if self.reduced and self.reduced[0] == style else style

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
        from arctic_map.tables.attributes.row_values import within  # loads numpy late, as only dates need it

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


MAX_HIGHLIGHTED = 300
"""Maximum number of highlighted features on disk."""
NOTHING = FileLayer()


@dataclass(frozen=True, slots=True, eq=False)
class FileLayers:
    """Opened files by layer id, immutable."""

    layers: Mapping[str, FileLayer] = field(default_factory=dict)
    painted_by: Mapping[str, Painting] = field(default_factory=dict)
    named_by: Mapping[str, str] = field(default_factory=dict)
    """Label keys of layers that are labelled by a field."""

    def with_layer(self, layer_id: str, layer: FileLayer) -> FileLayers:
        """Replace the state of a layer."""
        return replace(self, layers={**self.layers, layer_id: layer})

    def with_file(self, opened: OpenedDrawings) -> FileLayers:
        """Add the drawings of an opened file, or replace them."""
        return self.without(opened.layer_id).with_layer(opened.layer_id, FileLayer(opened))

    def redrawn(self, layer_id: str) -> FileLayers:
        """Increment the revision, so that drawings are requested again."""
        layer = self.layer(layer_id)
        return self.with_layer(layer_id, replace(layer, revision=layer.revision + 1))

    def without(self, layer_id: str) -> FileLayers:
        def rest[T](of: Mapping[str, T]) -> dict[str, T]:
            return {id: value for id, value in of.items() if id != layer_id}

        return FileLayers(rest(self.layers), rest(self.painted_by), rest(self.named_by))

    def in_style(self, styles: Mapping[str, LayerStyle], when: Range | None) -> FileLayers:
        """Paint and label these files by their styles, and give all others the default look."""
        painted = {id: self.layer(id).painted(style, when) for id, style in styles.items()}
        return FileLayers(
            {**self.layers, **{id: layer for id, (layer, _) in painted.items()}},
            {id: by for id, (_, by) in painted.items() if by.key},
            {id: style.label_key for id, style in styles.items() if style.label_key},
        )

    def layer(self, layer_id: str) -> FileLayer:
        """The state of a layer; empty for unknown ids."""
        return self.layers.get(layer_id, NOTHING)

    def shown(self, styles: Iterable[tuple[str, LayerStyle]]) -> tuple[tuple[str, LayerStyle], ...]:
        """What is shown of the styles, as far as the tables of the files have their fields."""
        return tuple((id, self.layer(id).shown(style)) for id, style in styles)

    def classes(self, layer_id: str, key: str) -> bytes | None:
        """The classes of a layer for a key; None if they are unknown."""
        return self.layer(layer_id).classes_of(key)

    def classes_now(self, layer_id: str) -> tuple[bytes, bool] | None:
        """The present classes of a layer, and whether they have their own styles; None without classes."""
        by = self.painted_by.get(layer_id, Painting())
        classes = self.classes(layer_id, by.key)
        return None if classes is None else (classes, by.styled)

    def classes_key(self, layer_id: str) -> str:
        """The key of the present classes; empty if all features have the default look."""
        return self.painted_by.get(layer_id, Painting()).key

    def days(self, layer_id: str, column: str) -> RowDays | None:
        """The days of a column; None unless it was requested last and has dates."""
        return self.layer(layer_id).days_of(column)

    def naming_now(self, layer_id: str) -> LabelColumn | None:
        """The present label ranks of a layer; None if they are unknown or it has default labels."""
        return self.layer(layer_id).namings.get(self.named_by.get(layer_id, ""))

    def labels_now(self, layer_id: str, projection_id: str) -> tuple[Label, ...] | None:
        """The present field labels of a layer; None if it has default labels, empty until they are placed."""
        if self.naming_now(layer_id) is None:
            return None
        *placed_for, labels = self.layer(layer_id).labels
        return labels if placed_for == [self.named_by[layer_id], projection_id] else ()

    def rows(self, layer_id: str) -> RowsOnDisk | None:
        """The rows of an opened file on disk; None for other layers."""
        opened = self.layer(layer_id).opened
        return opened.rows if opened else None

    def raster(self, layer_id: str) -> RasterOnDisk | None:
        """The pixels of an opened raster; None for other layers."""
        opened = self.layer(layer_id).opened
        return opened.raster if opened else None

    def body(self, layer_id: str, projection_id: str) -> bytes | None:
        """The drawing of an opened file for the page; None to use `Drawings.get`. Raises OSError."""
        opened = self.layer(layer_id).opened
        return opened.body(projection_id) if opened and not is_turned(projection_id) else None

    def highlighted(self, layer: Layer, projection: Projection, features: Sequence[str]) -> tuple[Shape, ...]:
        """Shapes of the highlighted features of a layer on disk; empty for other layers."""
        rows = self.rows(layer.id)
        own = [id for id in features if id.startswith(f"{layer.id}.")][:MAX_HIGHLIGHTED] if rows else []
        if not own or rows is None:
            return ()
        classes = self.classes_now(layer.id)

        def shapes() -> tuple[Shape, ...]:
            # Late import: only highlighted rows need it.
            from arctic_map.scene.drawings.painting import highlighted_rows

            numbers = [int(id.rpartition(".")[2]) for id in own]
            return highlighted_rows(layer, rows.marks(projection.family, numbers), projection, classes)

        return memo(("highlighted", Identity(rows), layer.digest, projection.id, classes, *own), shapes, len)
