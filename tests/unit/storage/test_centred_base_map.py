"""Base map files of centred maps are made once, kept in the cache, and few of them."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from arctic_map.errors import ContentError
from arctic_map.geo.projections import centred
from arctic_map.storage import app_folders, base_map, centred_base_map
from arctic_map.storage.centred_base_map import MAX_MAPS, centred_file

HERE = centred(105, 15).family


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(centred_base_map, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache"


def test_a_level_has_the_items_of_the_world_and_is_read_in_part() -> None:
    level = base_map.read_level(HERE, 0)
    assert {"land", "coast", "border", "depth-200"} <= set(level.items)
    near = base_map.read_level(HERE, 0, (0.0, 0.0, 100_000.0, 100_000.0))
    assert 0 < len(near.items["land"].cells) < len(level.items["land"].cells)
    assert len(base_map.read_outline(HERE)) == 720
    assert base_map.read_rivers(HERE, 0).items["river"].cells


def test_a_file_is_made_once(cache: Path) -> None:
    path = centred_file(HERE, "outline.json")
    assert path.is_relative_to(cache)
    stamp = path.stat().st_mtime_ns
    assert centred_file(HERE, "outline.json") == path and path.stat().st_mtime_ns == stamp


def test_the_relief_is_white_beyond_the_horizon_and_coloured_within() -> None:
    path, (x0, y0, x1, y1) = base_map.read_relief(HERE)
    with Image.open(path) as relief:
        assert relief.getpixel((2, 2)) == (255, 255, 255)
        # The Himalayas are darker than the plains of Bengal.
        width = relief.width / (x1 - x0)
        assert relief.width == relief.height and (x0, y0) == (-x1, -y1)
        sides = tuple(round(side * width) for side in (7.0e6, 6.8e6, 8.5e6, 7.8e6))
        assert np.asarray(relief.convert("L"))[sides[1] : sides[3], sides[0] : sides[2]].min() < 200


def test_only_the_maps_used_last_stay_in_the_cache(cache: Path) -> None:
    for number in range(MAX_MAPS + 2):
        path = centred_file(centred(number, 10).family, "outline.json")
        os.utime(path.parent, (number, number))
    names = {each.name.split("-")[0] for each in (cache / "base-maps").iterdir()}
    assert names == {f"centred_{number}_10" for number in range(2, MAX_MAPS + 2)}


def test_a_cache_that_cannot_be_written_is_done_without(cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    path = centred_file(HERE, "relief.json")
    assert path.is_file() and not path.is_relative_to(cache)
    assert centred_file(HERE, "relief.json") == path


def test_a_full_disk_is_reported(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, body: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(centred_base_map, "write_bytes", full)
    with pytest.raises(ContentError, match="the base map cannot be made"):
        base_map.read_level(centred(1, 1).family, 0)
    assert app_folders.cache_folder() != cache
