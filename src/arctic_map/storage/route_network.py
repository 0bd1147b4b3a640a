"""The network of sea routes, which `packaging/build_routes.py` builds reproducibly as one file."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from arctic_map import resources
from arctic_map.errors import ContentError
from arctic_map.geo.sailing.network import both_ways
from arctic_map.model.tr import tr
from arctic_map.storage.atomic_write import write_bytes

if TYPE_CHECKING:
    from arctic_map.geo.sailing.network import Network

MICRO = 1e6
"""Coordinates are stored in millionths of a degree, about a decimetre."""


def network_path(folder: Path | None = None) -> Path:
    """Return the path of the network in the package, or below `folder`."""
    return (folder or resources.data()) / "routes" / "network.npz"


def write_network(folder: Path, network: "Network") -> Path:
    """Write a network below `folder`. Return the path. Raises OSError."""
    origin = np.repeat(np.arange(len(network.nodes)), np.diff(network.starts))
    once = origin < network.ends
    named = np.flatnonzero(network.masks[once])
    body = BytesIO()
    np.savez_compressed(
        body,
        rings=np.rint(network.rings * MICRO).astype("<i4"),
        sizes=network.sizes.astype("<u4"),
        nodes=np.rint(network.nodes * MICRO).astype("<i4"),
        corner=network.corner.astype("<i4"),
        open=network.open,
        pairs=np.column_stack([origin[once], network.ends[once]]).astype("<u2"),
        lengths=network.lengths[once].astype("<f4"),
        named=named.astype("<u4"),
        masks=network.masks[once][named].astype("<u8"),
    )
    path = network_path(folder)
    write_bytes(path, body.getvalue())
    return path


def read_network(folder: Path | None = None) -> "Network":
    """Return the network of the package. Raises ContentError."""
    path = network_path(folder)
    try:
        with np.load(path, allow_pickle=False) as arrays:
            pairs = arrays["pairs"].astype(np.int64)
            masks = np.zeros(len(pairs), dtype=np.uint64)
            masks[arrays["named"]] = arrays["masks"]
            return both_ways(
                arrays["rings"] / MICRO,
                arrays["sizes"].astype(np.int64),
                arrays["nodes"] / MICRO,
                arrays["corner"].astype(np.int64),
                arrays["open"],
                pairs,
                arrays["lengths"].astype(np.float64),
                masks,
            )
    except (OSError, ValueError, KeyError) as error:
        raise ContentError(tr("the network of sea routes cannot be read"), where=str(path)) from error
