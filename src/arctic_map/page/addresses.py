"""The app's own addresses, below arctic://app, and how to take them apart."""

import re

ORIGIN = "arctic://app"
_DRAWING = re.compile(r"/drawing/([a-z0-9]+(?:@-?\d{1,3})?(?:~[a-z0-9-]+)?)/([A-Za-z0-9-]+)\.json")
_GROUND = re.compile(r"/ground/([a-z-]+)/((?:level\d|outline|relief)\.(?:json|jpg))")

_FONT = re.compile(r"/fonts/([A-Za-z0-9-]+\.[ot]tf)")


def sheet(projection_id: str, labelling: str = "") -> str:
    """A projection with labels of this key, the usual ones for none: `nsr`, `nsr~ru-150`."""
    return f"{projection_id}~{labelling}" if labelling else projection_id


def drawing(projection_id: str, layer_id: str, labelling: str = "", version: str = "") -> str:
    """`version` tells the drawings of a file apart that may be another each time it is opened."""
    return f"/drawing/{sheet(projection_id, labelling)}/{layer_id}.json{version and f'?{version}'}"


def drawing_in(path: str) -> tuple[str, str] | None:
    """The sheet and layer that a path names."""
    match = _DRAWING.fullmatch(path)
    return (match[1], match[2]) if match else None


def level(family: str, number: int) -> str:
    return f"/ground/{family}/level{number}.json"


def outline(family: str) -> str:
    return f"/ground/{family}/outline.json"


def relief(family: str) -> str:
    return f"/ground/{family}/relief.jpg"


def relief_box(family: str) -> str:
    return f"/ground/{family}/relief.json"


def ground_in(path: str) -> tuple[str, str] | None:
    """The family and file of the base map that a path names."""
    match = _GROUND.fullmatch(path)
    return (match[1], match[2]) if match else None


def font_in(path: str) -> str | None:
    """The font file that a path names."""
    match = _FONT.fullmatch(path)
    return match[1] if match else None
