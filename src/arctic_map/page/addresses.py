"""Addresses of the app, below arctic://app, and how to parse them."""

import re

ORIGIN = "arctic://app"
_CENTRED = r"_-?\d{1,3}_-?\d{1,2}"
_PROJECTION = rf"[a-z0-9]+(?:@-?\d{{1,3}}|{_CENTRED})?"
_FAMILY = rf"[a-z-]+(?:{_CENTRED})?"
_DRAWING = re.compile(rf"/drawing/({_PROJECTION}(?:~[a-z0-9-]+)?)/([A-Za-z0-9-]+)\.json")
_ROW_CLASSES = re.compile(
    rf"/classes/([A-Za-z0-9-]+)/([a-z0-9]+)/({_FAMILY})/(\d{{1,2}})/(\d+)-(\d+)-(\d+)-(\d+)\.bin"
)
_CLASSES = re.compile(r"/classes/([A-Za-z0-9-]+)/([a-z0-9]+)\.bin")
_GROUND = re.compile(rf"/ground/({_FAMILY})/((?:level\d|outline|relief)\.(?:json|jpg))")

_ROWS = re.compile(rf"/rows/([A-Za-z0-9-]+)/[^/]+/({_FAMILY})/(\d{{1,2}})/(\d+)-(\d+)-(\d+)-(\d+)\.bin")
_RASTER = re.compile(
    rf"/raster/([A-Za-z0-9-]+)/[^/]+/({_PROJECTION})/"
    r"(-?\d+(?:\.\d+)?)_(-?\d+(?:\.\d+)?)_(\d+(?:\.\d+)?)_(\d{1,5})x(\d{1,5})\.bin"
)
_FONT = re.compile(r"/fonts/([A-Za-z0-9-]+\.[ot]tf)")


def sheet(projection_id: str, labelling: str = "") -> str:
    """The projection with the key of its labels, empty for the default: `nsr`, `nsr~ru-150`."""
    return f"{projection_id}~{labelling}" if labelling else projection_id


def drawing(projection_id: str, layer_id: str, labelling: str = "", version: str = "") -> str:
    """Address of a drawing; `version` distinguishes drawings of an edited layer or a file read again."""
    return f"/drawing/{sheet(projection_id, labelling)}/{layer_id}.json{version and f'?{version}'}"


def classes(layer_id: str, key: str) -> str:
    """Address of the classes of an opened file's features; empty without a key."""
    return f"/classes/{layer_id}/{key}.bin" if key else ""


def classes_in(path: str) -> tuple[str, str] | None:
    """The layer and key in a path; None if it does not match."""
    match = _CLASSES.fullmatch(path)
    return (match[1], match[2]) if match else None


def row_classes_in(path: str) -> tuple[str, str, str, tuple[int, int, int, int, int]] | None:
    """Layer, key, projection family and block in a path of classes of rows; None if it does not match."""
    match = _ROW_CLASSES.fullmatch(path)
    if not match:
        return None
    level, x0, y0, x1, y1 = map(int, match.groups()[3:])
    return match[1], match[2], match[3], (level, x0, y0, x1, y1)


def drawing_in(path: str) -> tuple[str, str] | None:
    """The sheet and layer in a path; None if it does not match."""
    match = _DRAWING.fullmatch(path)
    return (match[1], match[2]) if match else None


def rows(family: str, layer_id: str, version: str) -> str:
    """Base address of the blocks of a file's rows, which are LEVEL/X0-Y0-X1-Y1.bin below it."""
    return f"/rows/{layer_id}/{version}/{family}"


def rows_in(path: str) -> tuple[str, str, tuple[int, int, int, int, int]] | None:
    """Layer, projection family and block (level, x0, y0, x1, y1) in a path; None if it does not match."""
    match = _ROWS.fullmatch(path)
    if not match:
        return None
    level, x0, y0, x1, y1 = map(int, match.groups()[2:])
    return match[1], match[2], (level, x0, y0, x1, y1)


def raster(projection_id: str, layer_id: str, version: str) -> str:
    """Base address of the pictures of a raster, which are X_Y_RESOLUTION_WIDTHxHEIGHT.bin below it."""
    return f"/raster/{layer_id}/{version}/{projection_id}"


def raster_in(path: str) -> tuple[str, str, tuple[float, float, float, int, int]] | None:
    """Layer, projection and view in a path; None if it does not match.

    The view is its upper left corner in projected metres, metres per pixel, width and height.
    """
    match = _RASTER.fullmatch(path)
    if not match:
        return None
    x, y, resolution = map(float, match.groups()[2:5])
    return match[1], match[2], (x, y, resolution, int(match[6]), int(match[7]))


def level(family: str, number: int) -> str:
    """Address of a level of detail of the base map."""
    return f"/ground/{family}/level{number}.json"


def outline(family: str) -> str:
    """Address of the outline of the base map."""
    return f"/ground/{family}/outline.json"


def relief(family: str) -> str:
    """Address of the relief image."""
    return f"/ground/{family}/relief.jpg"


def relief_box(family: str) -> str:
    """Address of the extent of the relief image."""
    return f"/ground/{family}/relief.json"


def ground_in(path: str) -> tuple[str, str] | None:
    """The family and base map file in a path; None if it does not match."""
    match = _GROUND.fullmatch(path)
    return (match[1], match[2]) if match else None


def font_in(path: str) -> str | None:
    """The font file in a path; None if it does not match."""
    match = _FONT.fullmatch(path)
    return match[1] if match else None
