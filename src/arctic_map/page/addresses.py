"""The app's own addresses, below arctic://app, and how to take them apart."""

import re

ORIGIN = "arctic://app"
_DRAWING = re.compile(r"/drawing/([a-z0-9]+(?:@-?\d{1,3})?(?:~[a-z0-9-]+)?)/([A-Za-z0-9-]+)\.json")
_ROW_CLASSES = re.compile(
    r"/classes/([A-Za-z0-9-]+)/([a-z0-9]+)/([a-z-]+)/(\d{1,2})/(\d+)-(\d+)-(\d+)-(\d+)\.bin"
)
_CLASSES = re.compile(r"/classes/([A-Za-z0-9-]+)/([a-z0-9]+)\.bin")
_GROUND = re.compile(r"/ground/([a-z-]+)/((?:level\d|outline|relief)\.(?:json|jpg))")

_ROWS = re.compile(r"/rows/([A-Za-z0-9-]+)/[^/]+/([a-z-]+)/(\d{1,2})/(\d+)-(\d+)-(\d+)-(\d+)\.bin")
_FONT = re.compile(r"/fonts/([A-Za-z0-9-]+\.[ot]tf)")


def sheet(projection_id: str, labelling: str = "") -> str:
    """A projection with labels of this key, the usual ones for none: `nsr`, `nsr~ru-150`."""
    return f"{projection_id}~{labelling}" if labelling else projection_id


def drawing(projection_id: str, layer_id: str, labelling: str = "", version: str = "") -> str:
    """`version` tells apart the drawings of a layer that is edited, or of a file that is read again."""
    return f"/drawing/{sheet(projection_id, labelling)}/{layer_id}.json{version and f'?{version}'}"


def classes(layer_id: str, key: str) -> str:
    """Of the classes of an opened file's features; empty without any."""
    return f"/classes/{layer_id}/{key}.bin" if key else ""


def classes_in(path: str) -> tuple[str, str] | None:
    """The layer and key that a path names."""
    match = _CLASSES.fullmatch(path)
    return (match[1], match[2]) if match else None


def row_classes_in(path: str) -> tuple[str, str, str, tuple[int, int, int, int, int]] | None:
    """The layer, the key, the family of projections and the block that a path names: of rows on disk."""
    match = _ROW_CLASSES.fullmatch(path)
    if not match:
        return None
    level, x0, y0, x1, y1 = map(int, match.groups()[3:])
    return match[1], match[2], match[3], (level, x0, y0, x1, y1)


def drawing_in(path: str) -> tuple[str, str] | None:
    """The sheet and layer that a path names."""
    match = _DRAWING.fullmatch(path)
    return (match[1], match[2]) if match else None


def rows(family: str, layer_id: str, version: str) -> str:
    """Where the blocks of a file's rows are: below it, as LEVEL/X0-Y0-X1-Y1.bin."""
    return f"/rows/{layer_id}/{version}/{family}"


def rows_in(path: str) -> tuple[str, str, tuple[int, int, int, int, int]] | None:
    """The layer, the family of projections and the block (level, x0, y0, x1, y1) that a path names."""
    match = _ROWS.fullmatch(path)
    if not match:
        return None
    level, x0, y0, x1, y1 = map(int, match.groups()[2:])
    return match[1], match[2], (level, x0, y0, x1, y1)


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
