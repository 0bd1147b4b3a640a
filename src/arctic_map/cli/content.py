"""The content for commands: the built-in one, or that of `--data`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from arctic_map import resources
from arctic_map.cli.text import complain
from arctic_map.errors import ContentError
from arctic_map.model.open_formats import ATLAS
from arctic_map.storage.bounded_reading import is_folder


def atlas_file_of(options: Namespace) -> Path | None:
    """The atlas file given by `--data`, or None for a folder."""
    data: Path | None = options.data
    return data.absolute() if data and data.suffix.lower() == ATLAS and not is_folder(data) else None


def data_of(options: Namespace) -> Path:
    """The content folder, unpacked with damage on stderr if an atlas file. Raises ContentError."""
    data: Path = options.data or resources.data()
    if file := atlas_file_of(options):
        return folder_of(file)
    if not is_folder(data):
        raise ContentError("the folder does not exist", where=str(data))
    if not (data / "catalog.toml").is_file():
        raise ContentError("the folder has no content: catalog.toml is missing", where=str(data))
    return data


def folder_of(atlas: Path) -> Path:
    """The unpacked content of an atlas file, with damage reported on stderr. Raises ContentError."""
    # Late import: hashes and archives take 70 ms, which folders do not need.
    from arctic_map.content.package.unpacked import unpacked

    folder, archive = unpacked(atlas)
    for name, why in archive.problems:
        complain(": ".join(part for part in (str(atlas), name, why) if part))
    return folder
