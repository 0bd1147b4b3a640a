"""What the process that reads a file leaves for the window: a layer, and its drawing on each projection."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from arctic_map.model.catalog import Layer, LayerKind
from arctic_map.model.drawing import Drawing
from arctic_map.model.feature import Edges, Feature, Precision
from arctic_map.model.opened import TOPIC, LayerOfFile, Question
from arctic_map.model.problem import FileProblem
from arctic_map.model.projection import Box
from arctic_map.model.rows import Rows
from arctic_map.storage.atomic_write import write_bytes
from arctic_map.storage.prepared_drawings import decode

NAME, BOXES = "layer.msgpack", "boxes.json"
NOTHING = b'{"layer":"%s","projection":"%s","digest":"","shapes":[],"chevrons":[],"labels":[],"names":{}}'
"""A drawing of nothing, as the page reads it."""
READY = b"ready"
"""What the process says when the layer and its first drawing are there."""
ALL = b"all"
"""And when all rows are on the first plane, where there was only a part of them at READY."""
PLANES = b"planes"
"""And when the drawings of all projections are."""
TABLE = b"table"
"""And when the table of what its features say is."""
LARGEST = 1_000_000_000


class _Row(msgspec.Struct, array_like=True):
    id: str
    name: str
    style: str
    rank: int
    details: tuple[tuple[str, str], ...]
    packed: bytes


class OpenedLayer(msgspec.Struct):
    """The layer without its features, which are decoded little by little."""

    id: str
    refused: str = ""
    """Why nothing can be shown; then all else is empty but the question."""
    question: Question | None = None
    """What the reader can say so that it can be shown."""
    choices: tuple[LayerOfFile, ...] = ()
    """Layers of the file, where the question is which of them."""
    name: str = ""
    note: str = ""
    digest: str = ""
    problems: tuple[FileProblem, ...] = ()
    boxes: dict[str, Box] = {}
    rows: list[msgspec.Raw] = []
    on_disk: Rows | None = None
    """What stands in place of the features, where they lie on disk."""
    part: bool = False
    """Whether only some of them are there so far."""

    def features(self) -> Iterator[Feature]:
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
        return Layer(
            id=self.id,
            name=self.name,
            topic=TOPIC,
            kind=LayerKind.ROWS if self.on_disk else LayerKind.FEATURES,
            features=features,
            rows=self.on_disk,
            note=self.note,
            digest=self.digest,
            file=file,
        )


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
) -> None:
    """Raises OSError."""
    refused = OpenedLayer(id, refused=why, question=question, choices=choices)
    write_bytes(folder / NAME, _packer.encode(refused))


def write_drawing(folder: Path, drawing: Drawing) -> None:
    """Raises OSError."""
    write_bytes(_drawing_path(folder, drawing.projection), msgspec.json.encode(drawing))


def write_layer(
    folder: Path,
    layer: Layer,
    problems: tuple[FileProblem, ...],
    boxes: dict[str, Box],
    *,
    part: bool = False,
) -> None:
    """When the first drawing is there, or a `part` of its rows. Raises OSError."""
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
        part=part,
    )
    write_bytes(folder / NAME, _packer.encode(whole))


def write_boxes(folder: Path, boxes: dict[str, Box]) -> None:
    """What the layer takes up, when the drawings of all projections are there. Raises OSError."""
    write_bytes(folder / BOXES, msgspec.json.encode(boxes))


def read_boxes(folder: Path) -> dict[str, Box]:
    """Raises OSError, or ValueError for what no process of ours has written."""
    try:
        return _boxes.decode((folder / BOXES).read_bytes())
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def read(folder: Path) -> OpenedLayer:
    """Raises OSError, or ValueError for what no process of ours has written."""
    path = folder / NAME
    if path.stat().st_size > LARGEST:
        raise ValueError("the layer is too large")
    try:
        return _handed.decode(path.read_bytes())
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def read_body(folder: Path, projection_id: str) -> bytes:
    """A drawing as the page reads it. Raises OSError."""
    return _drawing_path(folder, projection_id).read_bytes()


def read_drawing(folder: Path, projection_id: str) -> Drawing | None:
    """None when it is not there."""
    try:
        return decode(read_body(folder, projection_id))
    except OSError:
        return None


def _drawing_path(folder: Path, projection_id: str) -> Path:
    return folder / f"{projection_id}.json"
