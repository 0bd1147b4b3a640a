"""Files as the command line names them: my.gpkg, or my.gpkg:ports for one of its layers."""

from __future__ import annotations

from argparse import _ActionsContainer
from collections.abc import Iterable
from pathlib import Path

from arctic_map.model.endings import LAYERS
from arctic_map.model.opened import Choice
from arctic_map.storage.paths import is_there


def add_crs(command: _ActionsContainer) -> None:
    """The option that names the reference system of files that do not say theirs."""
    command.add_argument(
        "--crs",
        metavar="EPSG:N",
        default="",
        help="the coordinate reference system of the files, where they do not say it rightly (EPSG:3413)",
    )


def split(path: Path) -> tuple[Path, str]:
    """The file, and the layer that is named behind a colon; empty without one."""
    name, colon, layer = path.name.rpartition(":")
    file = path.with_name(name) if name else path
    if colon and layer and not is_there(path) and file.suffix.lower() in LAYERS:
        return file, layer
    return path, ""


def chosen(paths: Iterable[Path], crs: str) -> dict[Path, Choice]:
    """Each file once, with all its layers that are named; all of a file that is named without one."""
    found: dict[Path, list[str]] = {}
    whole: set[Path] = set()
    for path in paths:
        file, layer = split(path)
        found.setdefault(file, []).append(layer)
        if not layer:
            whole.add(file)
    return {
        file: Choice(() if file in whole else tuple(dict.fromkeys(layers)), crs)
        for file, layers in found.items()
    }
