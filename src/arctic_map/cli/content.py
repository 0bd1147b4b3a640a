"""The content that the commands speak of: the built-in one, or that of `--data`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map import resources
from arctic_map.cli.text import complain
from arctic_map.errors import ContentError
from arctic_map.files.paths import is_folder
from arctic_map.model.endings import ATLAS

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog


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
        raise ContentError("there is no such folder", where=str(data))
    if not (data / "catalog.toml").is_file():
        raise ContentError("the folder holds no content: it has no catalog.toml", where=str(data))
    return data


def folder_of(atlas: Path) -> Path:
    """The unpacked content of an atlas file. Raises ContentError."""
    # Hashes and archives, which the built-in content does not need.
    from arctic_map.files.atlas_file.unpacked import unpacked

    folder, found = unpacked(atlas)
    for name, why in found.problems:
        complain(": ".join(part for part in (str(atlas), name, why) if part))
    return folder


def text_of(options: Namespace, file: Path | None) -> str | None:
    """The text of this file, else that of the atlas; None without either. Raises ContentError."""
    # Readers of texts, which few commands need.
    from arctic_map.files.contents import own_text
    from arctic_map.files.readers import article_text
    from arctic_map.files.reading import Unreadable

    path = file or own_text(data_of(options))
    if path is None:
        return None
    try:
        return article_text.read(path)
    except Unreadable as error:
        raise ContentError(error.why, where=str(file or options.data)) from None


def catalog_of(options: Namespace) -> Catalog:
    """The content; how many problems it has is said on stderr."""
    # The window reads its content later, and by itself.
    from arctic_map.files.catalog import load

    catalog = load(data_of(options))
    if count := len(catalog.problems):
        complain(f"the content has {count} {'problem' if count == 1 else 'problems'}: see arctic-map check")
    return catalog
