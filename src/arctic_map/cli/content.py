"""The content that the commands speak of: the built-in one, or that of `--data`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from arctic_map import resources
from arctic_map.cli.text import complain
from arctic_map.errors import ContentError
from arctic_map.model.open_formats import ATLAS
from arctic_map.storage.bounded_reading import is_folder


def atlas_file_of(options: Namespace) -> Path | None:
    """The atlas file that was named as the content; None for a folder."""
    data: Path | None = options.data
    return data.absolute() if data and data.suffix.lower() == ATLAS and not is_folder(data) else None


def data_of(options: Namespace) -> Path:
    """The folder with the content; raises ContentError when it has no catalogue.

    That of an atlas file is unpacked in the app's own folder; what is damaged in it is said on stderr.
    """
    data: Path = options.data or resources.data()
    if file := atlas_file_of(options):
        return folder_of(file)
    if not is_folder(data):
        raise ContentError("the folder does not exist", where=str(data))
    if not (data / "catalog.toml").is_file():
        raise ContentError("the folder has no content: catalog.toml is missing", where=str(data))
    return data


def folder_of(atlas: Path) -> Path:
    """The unpacked content of an atlas file. Raises ContentError."""
    # Hashes and archives, 70 ms, which the built-in content and folders do without.
    from arctic_map.content.package.unpacked import unpacked

    folder, found = unpacked(atlas)
    for name, why in found.problems:
        complain(": ".join(part for part in (str(atlas), name, why) if part))
    return folder
