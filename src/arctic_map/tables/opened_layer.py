"""Files that the process reading a file leaves for the window: a layer, its drawings and an embedded view."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from arctic_map.model.catalog import Layer, LayerKind, Raster, Rows
from arctic_map.model.drawing import Drawing
from arctic_map.model.feature import Edges, Feature, Precision
from arctic_map.model.opened import TOPIC, LayerOfFile, Question
from arctic_map.model.origin import Origin
from arctic_map.model.problem import FileProblem
from arctic_map.model.projection import Box
from arctic_map.model.saved_view import SavedView
from arctic_map.storage import embedded_view
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.storage.bounded_reading import Unreadable
from arctic_map.storage.preparation import decode

NAME, BOXES = "layer.msgpack", "boxes.json"
NOTHING = b'{"layer":"%s","projection":"%s","digest":"","shapes":[],"chevrons":[],"labels":[],"names":{}}'
"""An empty drawing, as the page reads it."""
READY = b"ready"
"""Sent by the process when the layer and its first drawing are ready."""
ALL = b"all"
"""Sent when all rows are on the first plane, if READY announced only a part of them."""
PLANES = b"planes"
"""Sent when the drawings of all projections are ready."""
TABLE = b"table"
"""Sent when the attribute table is ready."""
MAX_COPY_SIZE = 1_000_000_000


class _Row(msgspec.Struct, array_like=True):
    id: str
    name: str
    style: str
    rank: int
    details: tuple[tuple[str, str], ...]
    packed: bytes


class OpenedLayer(msgspec.Struct):
    """The layer, with features that are decoded one by one."""

    id: str
    refused: str = ""
    """Why nothing can be shown. All other fields but the question are then empty."""
    question: Question | None = None
    """A choice of the user that would allow to show it."""
    choices: tuple[LayerOfFile, ...] = ()
    """Layers of the file, if the question is which of them to show."""
    columns: tuple[str, ...] = ()
    """Columns of the table, if the question is which of them say where."""
    name: str = ""
    note: str = ""
    digest: str = ""
    problems: tuple[FileProblem, ...] = ()
    boxes: dict[str, Box] = {}
    rows: list[msgspec.Raw] = []
    on_disk: Rows | None = None
    """Replaces the features if they are stored on disk."""
    raster: Raster | None = None
    """Replaces the features if the file is a raster."""
    part: bool = False
    """Whether only some of the rows are ready."""
    origin: Origin | None = None

    def features(self) -> Iterator[Feature]:
        """Yield the features."""
        for raw in self.rows:
            row = _rows.decode(raw)
            yield Feature(
                id=row.id,
                name=row.name,
                geometry={},
                precision=Precision.UNCHECKED,
                source=self.id,
                style=row.style,
                edges=Edges.PARALLEL,
                rank=row.rank,
                details=row.details,
                packed=row.packed,
            )

    def layer(self, features: tuple[Feature, ...], file: str) -> Layer:
        """The layer with these features."""
        return Layer(
            id=self.id,
            name=self.name,
            topic=TOPIC,
            kind=self._kind,
            features=features,
            rows=self.on_disk,
            raster=self.raster,
            note=self.note,
            digest=self.digest,
            file=file,
            origin=self.origin,
        )

    @property
    def _kind(self) -> LayerKind:
        if self.raster:
            return LayerKind.RASTER
        return LayerKind.ROWS if self.on_disk else LayerKind.FEATURES


_rows = msgspec.msgpack.Decoder(_Row)
_boxes = msgspec.json.Decoder(dict[str, Box])
_handed = msgspec.msgpack.Decoder(OpenedLayer)
_packer = msgspec.msgpack.Encoder()


def write_refusal(
    folder: Path,
    id: str,
    why: str,
    question: Question | None = None,
    choices: tuple[LayerOfFile, ...] = (),
    columns: tuple[str, ...] = (),
) -> None:
    """Write why the file cannot be shown. Raises OSError."""
    refused = OpenedLayer(id, refused=why, question=question, choices=choices, columns=columns)
    write_bytes(folder / NAME, _packer.encode(refused))


def write_drawing(folder: Path, drawing: Drawing) -> None:
    """Write the drawing of one projection. Raises OSError."""
    write_bytes(_drawing_path(folder, drawing.projection), msgspec.json.encode(drawing))


def write_layer(
    folder: Path,
    layer: Layer,
    problems: tuple[FileProblem, ...],
    boxes: dict[str, Box],
    *,
    part: bool = False,
) -> None:
    """Write the layer once its first drawing is ready, or a `part` of its rows. Raises OSError."""
    rows = [
        msgspec.Raw(
            _packer.encode(
                _Row(
                    each.id,
                    each.name,
                    each.style,
                    each.rank,
                    each.details,
                    each.packed or msgspec.json.encode(each.geometry),
                )
            )
        )
        for each in layer.features
    ]
    whole = OpenedLayer(
        id=layer.id,
        name=layer.name,
        note=layer.note,
        digest=layer.digest,
        problems=problems,
        boxes=boxes,
        rows=rows,
        on_disk=layer.rows,
        raster=layer.raster,
        part=part,
        origin=layer.origin,
    )
    write_bytes(folder / NAME, _packer.encode(whole))


def write_boxes(folder: Path, boxes: dict[str, Box]) -> None:
    """Write the layer's box in each projection, once all drawings are ready. Raises OSError."""
    write_bytes(folder / BOXES, msgspec.json.encode(boxes))


def read_boxes(folder: Path) -> dict[str, Box]:
    """Read the layer's boxes. Raises OSError, or ValueError for an invalid file."""
    try:
        return _boxes.decode((folder / BOXES).read_bytes())
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def read(folder: Path) -> OpenedLayer:
    """Read the layer. Raises OSError, or ValueError for an invalid file."""
    path = folder / NAME
    if path.stat().st_size > MAX_COPY_SIZE:
        raise ValueError("the layer is too large")
    try:
        return _handed.decode(path.read_bytes())
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def read_body(folder: Path, projection_id: str) -> bytes:
    """The bytes of a drawing as the page reads them. Raises OSError."""
    return _drawing_path(folder, projection_id).read_bytes()


def read_drawing(folder: Path, projection_id: str) -> Drawing | None:
    """The drawing in a projection, or None if it is not ready."""
    try:
        return decode(read_body(folder, projection_id))
    except OSError:
        return None


def has_drawing(folder: Path, projection_id: str) -> bool:
    """Whether the drawing in a projection is ready."""
    return _drawing_path(folder, projection_id).is_file()


def _drawing_path(folder: Path, projection_id: str) -> Path:
    return folder / f"{projection_id}.json"


VIEW = "view.json"


def write_view(folder: Path, view: SavedView) -> None:
    """Write the view of a picture. Raises OSError."""
    write_bytes(folder / VIEW, embedded_view.encode(view).encode())


def read_view(folder: Path) -> SavedView | None:
    """The view, or None if there is none."""
    try:
        return embedded_view.decode((folder / VIEW).read_bytes())
    except (OSError, Unreadable):
        return None
