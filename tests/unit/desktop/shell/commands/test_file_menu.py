"""A command of the menu File says why it cannot run."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from tests.built_in import built_in

from arctic_map.desktop.shell.commands.command import Context
from arctic_map.desktop.shell.commands.file_menu import why_not_filmed
from arctic_map.model.catalog import Band, Raster
from arctic_map.scene.compose import compose
from arctic_map.scene.session.session import Session


@pytest.mark.parametrize(("day", "why"), [(0, "The atlas has no dates and no tour"), (738_000, "")])
def test_a_raster_can_be_filmed_if_it_has_times(day: int, why: str) -> None:
    catalog, drawings = built_in()
    scene = compose(catalog, Session(), drawings)
    raster = Raster(1, 1, "", is_colour=False, bands=(Band("ice", day, "", 0.0, 1.0, "%"),))
    layer = replace(catalog.layers[0], id="ice", file="ice.nc", raster=raster)
    alone = replace(scene, catalog=replace(catalog, layers=(layer,), facts=(), tour=()))
    assert why_not_filmed(cast("Context", SimpleNamespace(scene=alone))) == why
    assert why_not_filmed(cast("Context", SimpleNamespace(scene=scene))) == ""
