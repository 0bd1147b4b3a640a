"""What formats that hold each feature for itself cannot hold."""

from arctic_map.errors import ExportError
from arctic_map.model.catalog import LayerKind
from arctic_map.scene.scene import Scene


def require_held(scene: Scene) -> None:
    """Raises ExportError where a layer is shown whose features lie on disk."""
    for layer in scene.layers:
        if layer.shown and layer.kind is LayerKind.ROWS:
            raise ExportError(
                f"{layer.name} has {layer.count:,} features, more than this format is made for",
                why="hide it first, export a picture, PDF or SVG, or export its features alone: by Layers, "
                "Export features of a file, or arctic-map export OUT --with FILE --layers FILE",
            )
