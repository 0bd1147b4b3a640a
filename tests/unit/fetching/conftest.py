"""A server of pictures, and the double of one."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.map_server import RASTER, MapServer, map_server
from tests.shared_server import Server, shared_server


@pytest.fixture
def institute(tmp_path: Path) -> Iterator[MapServer]:
    """Red says the longitude and green the latitude, a pixel a degree."""
    columns, rows = np.meshgrid(np.arange(360), np.arange(180))
    pixels = np.dstack([columns * 255 // 360, rows * 255 // 180, np.full_like(rows, 128)]).astype(np.uint8)
    Image.fromarray(pixels).save(tmp_path / "world.png")
    (tmp_path / "world.pgw").write_text("1\n0\n0\n-1\n-179.5\n89.5\n")
    with map_server(tmp_path) as running:
        running.offer(
            RASTER.format(name="relief", file=f"{tmp_path}/world.png", srs="EPSG:3413 EPSG:4326 EPSG:3857"),
            RASTER.format(name="degrees", file=f"{tmp_path}/world.png", srs="EPSG:4326"),
        )
        yield running


@pytest.fixture
def double() -> Iterator[Server]:
    with shared_server() as running:
        yield running
