"""Which tables a file of features holds."""

from dataclasses import replace
from functools import cache

import pytest
from tests.built_in import built_in_atlas, read_drawing

from arctic_map.errors import ExportError
from arctic_map.export import features
from arctic_map.model.catalog import LayerKind
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session


@cache
def shown() -> Scene:
    content = built_in_atlas()
    return compose(content, start(content, Session()), drawings_for(content, read_drawing))


def ids(suffix: str) -> list[str]:
    return [table.id for table in features.tables(shown(), suffix)]


@pytest.mark.parametrize("suffix", [".fgb", ".csv"])
def test_a_format_of_one_layer_holds_all_in_one(suffix: str) -> None:
    assert ids(suffix) == ["features"]


def test_other_formats_have_a_layer_each_along_with_facts_and_sources_but_for_kml() -> None:
    whole, places = ids(".gpkg"), ids(".kml")
    assert {"lanes", "ports"} <= {*places} and whole[: len(places)] == places
    assert whole[len(places) :] == ["facts", "sources"] and ids(".geojson") == whole


def test_a_layer_that_lies_on_disk_is_refused_while_it_is_shown() -> None:
    scene = shown()
    rows = replace(scene.layers[-1], name="Stations", kind=LayerKind.ROWS, count=60_000, shown=True)
    for suffix in (".geojson", ".gpkg", ".kml", ".fgb", ".csv"):
        with pytest.raises(ExportError, match="Stations has 60,000 features"):
            features.encoded(replace(scene, layers=(*scene.layers, rows)), suffix)
    hidden = replace(scene, layers=(*scene.layers, replace(rows, shown=False)))
    assert features.encoded(hidden, ".csv") == features.encoded(scene, ".csv")
