"""Lists the layers of an address, and fetches one of them into a file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from arctic_map.errors import system_reason
from arctic_map.fetching import ogc_api, wfs
from arctic_map.fetching.failure import FetchError
from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.ogc_api import FeaturePage
from arctic_map.model.origin import Origin
from arctic_map.model.shared_source import (
    MAX_SHARED_FEATURES,
    SharedLayer,
    host_of,
    is_database,
    without_password,
)
from arctic_map.storage.layer_copies import copy_path, write_origin

MAX_SIZE = 4_000_000_000
"""Maximum bytes of a fetched layer."""
MAX_NAMED = 20
"""Most layers that an error names."""
Progress = Callable[[int, int | None], None]
"""Called with the features fetched so far and the number of all, None if it is unknown."""


def shared_layers(address: str) -> tuple[SharedLayer, ...]:
    """The layers that a server or database offers. Raises FetchError."""
    found = _service(address).layers
    if not found:
        raise FetchError("it offers no layers with places", host=host_of(address))
    return found


def fetch_layer(address: str, name: str, folder: Path, progress: Progress = lambda done, of: None) -> Path:
    """Fetch a layer into its file in a folder, and record where it came from. Raises FetchError.

    A file that was fetched before stays as it is until all of the layer has come.
    """
    public, host = without_password(address), host_of(address)
    service = _service(address)
    layer = _named(service.layers, name)
    if layer is None:
        known = ", ".join(each.name for each in service.layers[:MAX_NAMED])
        raise FetchError(f"it has no layer {name}; it has {known}", host=host)
    path = copy_path(folder, public, layer.name)
    part = path.with_name(f"part-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remarks = service.copy(layer.name, part, progress)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
        part.replace(path)
        write_origin(path, Origin(public, host, layer.name, layer.title, now, remarks))
    except OSError as error:
        raise FetchError(f"the copy cannot be written: {system_reason(error)}", host=host) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
            # Empty if nothing was fetched.
            path.parent.rmdir()
    return path


def _named(layers: Iterable[SharedLayer], name: str) -> SharedLayer | None:
    """The layer of a name, which may lack its namespace, or be the title."""
    layers = tuple(layers)
    for names in (
        {each.name: each for each in layers},
        {each.name.rpartition(":")[2]: each for each in layers},
        {each.title: each for each in layers},
    ):
        if name in names:
            return names[name]
    return None


@dataclass(frozen=True, slots=True)
class _Service:
    """The layers of an address, and what copies one by name to a file and says how the copy differs."""

    layers: tuple[SharedLayer, ...]
    copy: Callable[[str, Path, Progress], tuple[str, ...]]


def _service(address: str) -> _Service:
    if is_database(address):
        # Late import: the driver takes 60 ms and is only needed for databases.
        from arctic_map.fetching.postgis import copy_table, tables

        return _Service(tables(address), partial(copy_table, address))
    client = HttpClient(address)
    if wfs.is_wfs(address):
        return _wfs(client)
    try:
        layers = ogc_api.collections(client)
    except FetchError:
        if not client.has_answered:
            raise
        try:
            return _wfs(client)
        except FetchError:
            # What the first protocol met is nearer to the cause.
            pass
        raise
    return _Service(
        layers, lambda name, out, progress: _copy(client, ogc_api.feature_pages(client, name), out, progress)
    )


def _wfs(client: HttpClient) -> _Service:
    offered = wfs.capabilities(client)
    return _Service(
        offered.layers,
        lambda name, out, progress: _copy(client, wfs.feature_pages(client, offered, name), out, progress),
    )


def _copy(
    client: HttpClient, pages: Iterable[FeaturePage], part: Path, progress: Progress
) -> tuple[str, ...]:
    count, size, whole = 0, 0, None
    with part.open("wb") as out:
        for page in pages:
            whole = page.numberMatched if page.numberMatched is not None else whole
            for feature in page.features[: MAX_SHARED_FEATURES - count]:
                # In JSON, line ends are only between values.
                line = bytes(feature).replace(b"\n", b" ").replace(b"\r", b" ")
                out.write(line + b"\n")
                count, size = count + 1, size + len(line)
            if size > MAX_SIZE:
                raise client.failure(f"the layer is larger than {MAX_SIZE // 1_000_000_000} GB")
            progress(count, whole)
    if not count:
        raise client.failure("the layer has no features")
    return tuple(_remarks(count, whole))


def _remarks(count: int, whole: int | None) -> Iterator[str]:
    if count == MAX_SHARED_FEATURES and whole != count:
        yield f"only the first {count:,} features were fetched"
    elif whole is not None and whole != count:
        yield f"the server announced {whole:,} features and gave {count:,}"
