"""A command of the menu Atlas says why it cannot run."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from tests.built_in import scene_after

from arctic_map.desktop.shell.commands.atlas_menu import why_not_editable
from arctic_map.desktop.shell.commands.command import Context
from arctic_map.model.catalog import LayerKind, Rows
from arctic_map.model.projection import Selection

LARGE = "A feature of a large file cannot be added. Open a file with this feature alone."
NOT_SELECTED = "Select a feature of an opened file, or a route, first."


@pytest.mark.parametrize(
    ("feature", "why"),
    [("big.3", LARGE), ("big.10", NOT_SELECTED), ("murmansk", NOT_SELECTED), ("", NOT_SELECTED)],
)
def test_the_reason_for_a_feature_of_a_large_file_is_its_own(feature: str, why: str) -> None:
    scene = scene_after()
    on_disk = replace(
        scene.catalog.layers[0],
        id="big",
        file="big.gpkg",
        kind=LayerKind.ROWS,
        rows=Rows(10, ("note-marker",)),
    )
    catalog = replace(scene.catalog, layers=(*scene.catalog.layers, on_disk))
    chosen = replace(scene, catalog=catalog, selected=Selection(feature=feature) if feature else None)
    free = SimpleNamespace(digitising=SimpleNamespace(active=False))
    context = SimpleNamespace(scene=chosen, draft=SimpleNamespace(why_not=""), tools=free)
    assert why_not_editable(cast("Context", context)) == why
