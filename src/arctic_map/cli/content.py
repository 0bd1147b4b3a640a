"""The content that the commands speak of: the built-in one, or that of `--data`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from arctic_map import resources
from arctic_map.cli.text import complain
from arctic_map.errors import ContentError
from arctic_map.files.paths import is_folder

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog


def data_of(options: Namespace) -> Path:
    """The folder with the content; raises ContentError when it has no catalogue."""
    data: Path = options.data or resources.data()
    if not is_folder(data):
        raise ContentError("there is no such folder", where=str(data))
    if not (data / "catalog.toml").is_file():
        raise ContentError("the folder holds no content: it has no catalog.toml", where=str(data))
    return data


def catalog_of(options: Namespace) -> Catalog:
    """The content; how many problems it has is said on stderr."""
    # The window reads its content later, and by itself.
    from arctic_map.files.catalog import load

    catalog = load(data_of(options))
    if count := len(catalog.problems):
        complain(f"the content has {count} {'problem' if count == 1 else 'problems'}: see arctic-map check")
    return catalog
