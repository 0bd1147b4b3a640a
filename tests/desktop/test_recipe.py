"""A layer of a new kind stands in the window as the atlas's own do."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from tests import recipe
from tests.desktop.driver import Driver, count_of

from arctic_map.model.style import Theme
from arctic_map.scene.session import actions

pytestmark = [pytest.mark.desktop, pytest.mark.slow]


def test_it_is_on_the_map_in_the_legend_and_in_the_list(
    open_atlas: Callable[[Path], AbstractContextManager[Driver]], tmp_path: Path
) -> None:
    with open_atlas(recipe.followed(tmp_path)) as driver:
        assert recipe.LEGEND in driver.ask("document.querySelector('.legend').textContent")
        atlas = driver.atlas
        box = (-500_000.0, -3_500_000.0, 2_500_000.0, -500_000.0)
        looks: tuple[tuple[Theme, str], ...] = (("light", recipe.LIGHT), ("dark", recipe.DARK))
        for theme, colour in looks:
            atlas.choices.choose_theme(theme)
            driver.painted_after(actions.go_to(box, smooth=False))
            assert count_of(driver.map_shot(), colour) > 20
        assert driver.problems == [] and atlas.scene.problems == ()
