"""Lists the layers of an address, and fetches one of them into a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from arctic_map.errors import system_reason
from arctic_map.fetching import ogc_api, wfs
from arctic_map.fetching.failure import FetchError, NoParts
from arctic_map.fetching.feature_filter import FeatureFilter
from arctic_map.fetching.http_client import HttpClient
from arctic_map.fetching.ogc_api import FeaturePage
from arctic_map.fetching.service import ONLY_FIRST, Copied, Progress, Service
from arctic_map.fetching.stored_passwords import with_stored_password
from arctic_map.model.map_view import ARCTIC, FetchView
from arctic_map.model.origin import Origin
from arctic_map.model.picture_choice import PictureChoice, chosen_layer, parted_choice, with_choice
from arctic_map.model.shared_source import (
    MAX_SHARED_FEATURES,
    PICTURE,
    SharedLayer,
    file_at,
    host_of,
    is_database,
    is_query,
    query_layer,
    without_password,
)
from arctic_map.model.tr import digits, tr, tr_count, tr_later
from arctic_map.storage.app_folders import ScratchFolder, remove_stale
from arctic_map.storage.bounded_reading import OnlyWhole
from arctic_map.storage.layer_copies import copy_path, write_origin

MAX_SIZE = 4_000_000_000
"""Maximum bytes of a fetched layer."""
OF_VIEW = tr_later("only what the map showed was fetched")
PartCopier = Callable[[HttpClient, FetchView, Path, Progress], tuple[str, ...]]
"""Copies what a view shows of the file at an address, and says how the copy differs."""
RASTERS, FEATURES = (".tif", ".tiff"), (".fgb", ".parquet", ".geoparquet")
"""Suffixes of files of which a part can be copied."""
MAX_NAMED = 20
"""Most layers that an error names."""


def shared_layers(address: str) -> tuple[SharedLayer, ...]:
    """The layers that a server or database offers. Raises FetchError."""
    found = _service(with_stored_password(address)).layers
    if not found:
        raise FetchError(tr("it offers no layers with places"), host=host_of(address))
    return found


def fetch_layer(
    address: str,
    name: str,
    folder: Path,
    progress: Progress = lambda done, of: None,
    view: FetchView = ARCTIC,
) -> Path:
    """Fetch a layer into its file in a folder, and record where it came from. Raises FetchError.

    Pictures are fetched for a view of the map.

    A file that was fetched before stays as it is until all of the layer has come.
    """
    public, host = without_password(address), host_of(address)
    service = _service(with_stored_password(address))
    layer = query_layer(name) if is_database(address) and is_query(name) else _chosen(service, name, host)
    path = copy_path(folder, public, layer)
    remove_stale(folder)
    try:
        # Another window may fetch the same.
        with ScratchFolder("part", folder) as scratch:
            part = Path(scratch, path.name)
            copied = service.copy(layer.name, part, progress, view)
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
            path.parent.mkdir(exist_ok=True)
            part.replace(path)
        names = layer.name, layer.title
        write_origin(path, Origin(public, host, *names, now, copied.credit, view.only, copied.remarks))
    except OSError as error:
        raise FetchError(
            tr("the copy cannot be written: {why}", why=system_reason(error)), host=host
        ) from error
    return path


def _chosen(service: Service, name: str, host: str) -> SharedLayer:
    """The layer of a name with a time or style, if it names one. Raises FetchError."""
    if layer := _named(service.layers, name):
        return layer
    own, choice = parted_choice(name)
    offered = [each for each in service.layers if choice == PictureChoice() or each.geometry == PICTURE]
    layer = _named(offered, own)
    if layer is None:
        known = tr(", ").join(each.name for each in offered[:MAX_NAMED])
        raise FetchError(tr("it has no layer {name}; it has {others}", name=own, others=known), host=host)
    if choice.style and choice.style not in layer.styles:
        known = tr(", ").join(layer.styles[:MAX_NAMED]) or "–"
        gaps = {"name": own, "style": choice.style, "others": known}
        raise FetchError(tr("the layer {name} has no style {style}; its styles: {others}", **gaps), host=host)
    if choice.time and not layer.times:
        raise FetchError(tr("the layer {name} has no times that can be chosen", name=own), host=host)
    return chosen_layer(layer, choice)


def _named(layers: Sequence[SharedLayer], name: str) -> SharedLayer | None:
    """The layer of a name, which may lack its namespace, or be the title; features rather than a picture."""
    if exact := next((each for each in layers if each.name == name), None):
        return exact
    features = [each for each in layers if each.geometry != PICTURE]
    for some in (features, layers):
        for names in (
            {each.name.rpartition(":")[2]: each for each in some},
            {each.title: each for each in some},
        ):
            if name in names:
                return names[name]
    return None


def _service(address: str) -> Service:
    if is_database(address):
        # Late import: the driver takes 60 ms and is only needed for databases.
        from arctic_map.fetching.postgis import copy_table, tables

        def copy_rows(name: str, out: Path, progress: Progress, view: FetchView) -> Copied:
            remarks = copy_table(address, name, out, progress, view.boxes if view.only else ())
            return Copied((*((tr(OF_VIEW),) if view.only else ()), *remarks))

        return Service(tables(address), copy_rows)
    client = HttpClient(address)
    if all(each in address for each in ("{z}", "{x}", "{y}")):
        return _picture_services()["tiles"](client)
    if urlsplit(address.lower()).path.endswith(".pmtiles"):
        return _picture_services()["pmtiles"](client)
    if file := file_at(address):
        return Service((file,), partial(_copy_file, client))
    if _is_of("wfs", address):
        return _wfs(client)
    if protocol := next((each for each in ("wms", "wmts") if _is_of(each, address)), None):
        return _picture_services()[protocol](client)
    try:
        layers = ogc_api.collections(client)
    except FetchError:
        if not client.has_answered:
            raise
        pictures = _picture_services()
        services = _wfs, pictures["wms"], pictures["wmts"]
        found = [each for each in map(partial(_or_none, client), services) if each]
        if not found:
            # What the first protocol met is nearest to the cause.
            raise
        return _all_of(found)

    def copy(name: str, out: Path, progress: Progress, view: FetchView) -> Copied:
        boxes = view.boxes if view.only else (None,)
        return _copy(client, ogc_api.feature_pages(client, name, boxes), out, progress, view)

    return Service(layers, copy)


def _is_of(service: str, address: str) -> bool:
    """Whether an address is one of a service by its looks."""
    parts = urlsplit(address.lower())
    path = parts.path.rstrip("/")
    return path.endswith((service, f"{service}capabilities.xml")) or f"service={service}" in parts.query


def _picture_services() -> Mapping[str, Callable[[HttpClient], Service]]:
    # Late import: pictures need GDAL's part for rasters, 60 ms.
    from arctic_map.fetching.picture_services import SERVICES

    return SERVICES


def _copy_file(client: HttpClient, name: str, out: Path, progress: Progress, view: FetchView) -> Copied:
    remarks: tuple[str, ...] = ()
    part = _part_copier(Path(name).suffix.lower()) if view.only else None
    if part:
        try:
            return Copied((tr(OF_VIEW), *part(client, view, out, progress)))
        except (NoParts, OnlyWhole) as error:
            remarks = (tr("all of it was fetched: {why}", why=error.why),)
    client.download(out, progress, MAX_SIZE)
    return Copied(remarks)


def _part_copier(suffix: str) -> PartCopier | None:
    """What copies a part of a file by its suffix; None if only the whole file can be copied."""
    if suffix not in (*RASTERS, *FEATURES):
        return None
    # Late import: rasterio and DuckDB take 120 ms, and only parts of files need them.
    from arctic_map.fetching import remote_features, remote_raster

    return remote_raster.copy_part if suffix in RASTERS else partial(remote_features.copy_features, suffix)


def _or_none(client: HttpClient, service: Callable[[HttpClient], Service]) -> Service | None:
    try:
        return service(client)
    except FetchError:
        return None


def _all_of(services: Sequence[Service]) -> Service:
    """The layers of several services at one address."""
    owners: dict[str, tuple[Service, str]] = {}
    layers, known = list[SharedLayer](), set[str]()
    for service in services:
        for layer in service.layers:
            name, number = layer.name, 1
            # A name may also be given without its namespace.
            while name in known:
                suffix = f", {number}" if number > 1 else ""
                name, number = f"{layer.name} ({layer.geometry}{suffix})", number + 1
            known |= {name, name.rpartition(":")[2]}
            owners[name] = service, layer.name
            layers.append(replace(layer, name=name))

    def copy(name: str, out: Path, progress: Progress, view: FetchView) -> Copied:
        service_name, choice = parted_choice(name)
        service, own = owners[service_name]
        return service.copy(with_choice(own, choice), out, progress, view)

    return Service(tuple(layers), copy)


def _wfs(client: HttpClient) -> Service:
    offered = wfs.capabilities(client)
    return Service(
        offered.layers,
        lambda name, out, progress, view: _copy(
            client, wfs.feature_pages(client, offered, name), out, progress, view
        ),
    )


def _copy(
    client: HttpClient, pages: Iterable[FeaturePage], part: Path, progress: Progress, view: FetchView
) -> Copied:
    """Copy features, of a view only those that meet its boxes, each once."""
    count, size, whole, outside = 0, 0, None, 0
    inside = FeatureFilter(view.boxes) if view.only else None
    with part.open("wb") as out:
        for page in pages:
            whole = page.whole if page.whole is not None else whole
            for feature in page.features[: MAX_SHARED_FEATURES - count]:
                # In JSON, line ends are only between values.
                line = bytes(feature).replace(b"\n", b" ").replace(b"\r", b" ")
                if inside and not inside.takes(line):
                    outside += inside.is_outside
                    continue
                out.write(line + b"\n")
                count, size = count + 1, size + len(line)
            if size > MAX_SIZE:
                raise client.failure(tr("the layer is larger than {size} GB", size=MAX_SIZE // 1_000_000_000))
            progress(count, None if inside else whole)
    if not count and inside:
        raise client.failure(tr("the layer has no features in what the map shows"))
    if not count:
        raise client.failure(tr("the layer has no features"))
    if inside:
        left_out = tr_count(
            outside, "{count} feature outside it was left out", "{count} features outside it were left out"
        )
        return Copied((tr(OF_VIEW), *((left_out,) if outside else ())))
    return Copied(tuple(_remarks(count, whole)))


def _remarks(count: int, whole: int | None) -> Iterator[str]:
    if count == MAX_SHARED_FEATURES and whole != count:
        yield tr(ONLY_FIRST, count=digits(f"{count:,}"))
    elif whole is not None and whole != count:
        announced, given = digits(f"{whole:,}"), digits(f"{count:,}")
        yield tr(
            "the server announced {announced} features and gave {given}", announced=announced, given=given
        )
