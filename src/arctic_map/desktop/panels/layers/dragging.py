"""What is carried when a layer is dragged: its id, under a type that nothing else takes."""

from PySide6.QtCore import QMimeData

LAYER_TYPE = "application/x-arctic-map-layer"


def carrying(layer_id: str) -> QMimeData:
    data = QMimeData()
    data.setData(LAYER_TYPE, layer_id.encode())
    return data


def carried(data: QMimeData) -> str:
    """The id; empty where something else is dragged."""
    return bytes(data.data(LAYER_TYPE).data()).decode(errors="replace")
