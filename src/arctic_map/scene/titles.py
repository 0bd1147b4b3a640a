"""Title and subtitle of a map: of the atlas where it shows its subject, else of the reader's own files."""

from pathlib import PurePath

from arctic_map.model.catalog import BASE
from arctic_map.model.note import TOPIC as YOURS
from arctic_map.model.opened import TOPIC as OPENED
from arctic_map.model.route_layer import TOPIC as ROUTE
from arctic_map.model.wording import Wording
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.words.sources import few

ICE = "ice"
"""Topic of layers that belong to every page with a sea."""
APART = frozenset({BASE, OPENED, YOURS, ROUTE})
"""Topics of layers that are not of the article."""


def titles(scene: Scene, wording: Wording) -> tuple[str, str]:
    """Title and subtitle in a language; empty for a map of nothing but the Earth."""
    if shows_subject(scene):
        return wording(scene.catalog.title), wording(scene.catalog.subtitle)
    names = [_named(layer) for layer in scene.layers if layer.file and layer.shown]
    return few(names, wording) if names else "", ""


def shows_subject(scene: Scene) -> bool:
    """Whether the map shows anything of the article, or its atlas has no places yet.

    Sea ice is the subject only of an atlas that has no other.
    """
    own = {layer.topic for layer in scene.layers} - APART
    own = own - {ICE} or own
    return not own or any(layer.shown and layer.topic in own for layer in scene.layers)


def _named(layer: SceneLayer) -> str:
    """The name that the reader gave a file, or the file's own without its suffix."""
    path = PurePath(layer.file)
    return layer.name if layer.name != path.name else path.stem.replace("_", " ")
