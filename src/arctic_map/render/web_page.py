"""The map as a page of its own, for browsers."""

from pathlib import Path

from arctic_map.export.html import document as html
from arctic_map.export.html.asked import asked
from arctic_map.export.request import Request
from arctic_map.render import snapshot
from arctic_map.scene.drawings.drawings import Drawings
from arctic_map.scene.scene import Scene
from arctic_map.scene.variants import turned_scene


def write(scene: Scene, drawings: Drawings, request: Request, out: Path) -> None:
    """Raises ArcticMapError."""
    # A page on a screen follows its reader's system, unless other colours than paper's are asked for.
    colours = "auto" if request.theme in (None, "light") else request.theme
    scene = turned_scene(asked(scene, request), drawings, request.meridian)
    page = html.page(scene, drawings, box=request.box, colours=colours)
    snapshot.write({out: page.encode()})
