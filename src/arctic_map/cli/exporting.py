"""`arctic-map export`."""

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

from arctic_map.cli.content import catalog_of, data_of
from arctic_map.cli.parser import Commands, UsageError, suggestion
from arctic_map.errors import UnknownName

SMALLEST, LARGEST = 64, 10_000
"""Of a side, pixels."""
DEFAULT_SIZE = (1920, 1080)


def add(commands: Commands) -> None:
    command = commands.add(
        "export",
        run,
        help="draw the map into a PNG file; needs no display",
        examples=(
            "arctic-map export map.png",
            "arctic-map export world.png --plane world --size 3840x2160",
            "arctic-map export port.png --fit arkhangelsk --hide drills,ports-other --theme dark",
        ),
    )
    command.add_argument("out", metavar="OUT.png", type=picture, help="the file to write")
    command.add_argument(
        "--size",
        metavar="WxH",
        type=size,
        default=DEFAULT_SIZE,
        help="width and height in pixels (1920x1080)",
    )
    command.add_argument(
        "--plane", metavar="P", default="nsr", help="map plane: nsr, 3413, 3576, 3995 or world (nsr)"
    )
    command.add_argument("--fit", metavar="ID", help="a feature or a layer that shall fill the map")
    command.add_argument("--hide", metavar="ID,ID", type=names, default=(), help="layers to leave out")
    command.add_argument("--theme", choices=("light", "dark"), default="light", help="colours (light)")


def run(options: argparse.Namespace) -> int:
    from arctic_map.geo.planes import PLANES, plane_named

    try:
        plane = plane_named(options.plane)
    except UnknownName as error:
        hint = suggestion(options.plane, [plane.id for plane in PLANES]) or f"; {error.why}"
        raise UsageError(f"there is no plane {options.plane!r}{hint}") from None
    catalog = catalog_of(options)
    layers = [layer.id for layer in catalog.layers]
    for layer in options.hide:
        _require("layer", layer, layers)
    if options.fit is not None:
        _require("feature or layer", options.fit, [*catalog.features, *layers])
    from arctic_map.desktop.headless import export

    export(
        options.out,
        data=data_of(options),
        size=options.size,
        plane=plane.id,
        fit=options.fit,
        hide=options.hide,
        theme=options.theme,
    )
    return 0


def size(text: str) -> tuple[int, int]:
    """`1920x1080`, each side from 64 to 10000."""
    found = re.fullmatch(r"(\d{1,9})[xX×](\d{1,9})", text, re.ASCII)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 1920x1080")
    width, height = int(found[1]), int(found[2])
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise argparse.ArgumentTypeError(f"{text!r}: each side has {SMALLEST} to {LARGEST} pixels")
    return width, height


def picture(text: str) -> Path:
    """A file that can be written as a PNG picture."""
    path = Path(text)
    if path.suffix.lower() != ".png":
        raise argparse.ArgumentTypeError(f"{text!r}: the name must end with .png")
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} is a folder")
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {str(path.parent)!r}")
    return path


def names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _require(what: str, name: str, known: Iterable[str]) -> None:
    known = list(known)
    if name not in known:
        raise UsageError(f"there is no {what} {name!r}{suggestion(name, known)}")
