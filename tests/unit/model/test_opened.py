"""A layer of a file is named as on the command line, whatever letters its name has."""

from pathlib import Path

import pytest

from arctic_map.model.opened import layer_path, parted, plain_name, title_of


@pytest.mark.parametrize(
    "layer", ["ports", "порты", "a:b", "north/south", "50%", "%2F", "x.geojson", "two\nlines"]
)
def test_a_layer_of_a_file_is_found_again_in_its_path(layer: str) -> None:
    path = layer_path(Path("/data/my maps.GPKG"), layer)
    assert path.parent == Path("/data")
    assert parted(path) == (Path("/data/my maps.GPKG"), layer)


@pytest.mark.parametrize("name", ["my.gpkg", "12:30.csv", "notes:ports", "old.gpkg:copy/my.gpkg", "my.gpkg:"])
def test_a_path_without_a_layer_stays_whole(name: str) -> None:
    assert parted(Path(name)) == (Path(name), "")


def test_a_layer_is_titled_by_itself_and_its_file() -> None:
    whole, layer = Path("/data/my.gpkg"), Path("/data/my.gpkg:ports")
    assert (title_of(whole), title_of(layer)) == ("my.gpkg", "ports (my.gpkg)")
    assert plain_name("my.gpkg", str(whole)) == "my"
    assert plain_name("ports (my.gpkg)", str(layer)) == "ports"
    assert plain_name("Harbours v1.2", str(layer)) == "Harbours v1.2", "the name that the reader gave"
