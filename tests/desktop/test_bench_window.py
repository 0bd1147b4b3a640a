"""The window that bench and pictures drive comes to rest with all that belongs to the map."""

import pytest
from tests.bench.window import Driven

from arctic_map.scene.session import actions

pytestmark = [pytest.mark.desktop, pytest.mark.slow]


def test_it_comes_to_rest_and_shows_what_is_requested(qapp: object) -> None:
    driven = Driven(900, 700)
    try:
        driven.apply(actions.toggle_layer("lanes"))
        driven.settle()
        assert "lanes" not in driven.ask("[...arctic.atlas.layers.visible()].map(({ id }) => id)")
        assert not driven.picture().isNull()
    finally:
        driven.close()
