"""Layers of servers and databases in arguments, fetched by a process of their own."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from arctic_map.cli.parser import UsageError
from arctic_map.desktop.files.reader_process import program
from arctic_map.fetching.failure import FetchError
from arctic_map.model.opened import layer_path
from arctic_map.model.shared_source import SharedLayer, file_at, host_of, parted_address, without_password
from arctic_map.model.tr import interface, tr
from arctic_map.storage.app_folders import shared_folder
from arctic_map.storage.layer_copies import listed_layers

MAX_NAMED = 20
"""Most layers of a server that an error names."""


class SharedAddress(str):
    """An argument that names a server or database, and perhaps one of its layers."""

    __slots__ = ()


def local(file: Path | SharedAddress) -> Path:
    """The path of a file, fetched now if it is a layer of a server. Raises UsageError and FetchError."""
    return fetched(file) if isinstance(file, SharedAddress) else file


def fetched(word: str) -> Path:
    """The copy, fetched now, of a layer like `https://example.org/ogc:ports`.

    Raises UsageError without a layer, and FetchError.
    """
    address, layer = parted_address(word)
    if file := file_at(address):
        path = Path(_answer(address, file.name)["path"])
        return layer_path(path, layer) if layer else path
    if not layer:
        names = tr(", ").join(each.name for each in layers_of(address)[:MAX_NAMED])
        raise UsageError(
            tr(
                "{address}: name one of its layers after a colon: {names}",
                address=without_password(address),
                names=names,
            )
        )
    return Path(_answer(address, layer)["path"])


def names_no_layer(address: str) -> bool:
    """Whether an address is that of a service with layers, and names none of them."""
    return not parted_address(address)[1] and file_at(address) is None


def layers_of(address: str) -> tuple[SharedLayer, ...]:
    """The layers that a server or database offers. Raises FetchError."""
    return listed_layers(_answer(address, "")["layers"])


def _answer(address: str, layer: str) -> dict[str, Any]:
    """The last line that the process prints. Raises FetchError."""
    command = [*program(), "fetch", "--into", str(shared_folder())]
    request = json.dumps({"address": address, "layer": layer, "language": interface().language})
    done = subprocess.run(command, input=f"{request}\n", stdout=subprocess.PIPE, text=True, check=False)
    try:
        answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        raise FetchError(tr("fetching ended unexpectedly"), host=host_of(address)) from None
    if "why" in answer:
        raise FetchError(answer["why"], host=answer["host"])
    return answer
