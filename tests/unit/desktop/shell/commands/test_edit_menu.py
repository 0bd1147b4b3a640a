"""What the menu Edit copies."""

import json
from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas

from arctic_map.desktop.shell.commands.edit_menu import copy_position
from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session


def packed(catalog: Catalog) -> Catalog:
    """The atlas with its ports as those of an opened file."""
    layer = next(each for each in catalog.layers if any(one.id == "murmansk" for one in each.features))
    features = (replace(one, geometry={}, packed=json.dumps(one.geometry).encode()) for one in layer.features)
    replaced = replace(layer, features=tuple(features))
    return replace(catalog, layers=tuple(replaced if each is layer else each for each in catalog.layers))


@pytest.mark.parametrize("of_file", [False, True])
def test_the_position_of_a_selected_point_is_copied(qtbot: QtBot, of_file: bool) -> None:
    catalog = built_in_atlas()
    drawings = drawings_for(catalog, lambda projection, layer, digest: Drawing(layer, projection, digest))
    scene = compose(catalog, actions.select_feature("murmansk")(start(catalog, Session())), drawings)
    scene = replace(scene, catalog=packed(catalog) if of_file else catalog)
    assert copy_position(scene).startswith("The position of Murmansk was copied: 68°59")
    assert QGuiApplication.clipboard().text().startswith("68°59")
