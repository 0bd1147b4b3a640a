"""What is loaded while the page paints."""

from importlib.util import find_spec

import pytest

from arctic_map.desktop.startup.preloader import PANELS


@pytest.mark.parametrize("name", PANELS)
def test_each_module_of_the_panels_is_there(name: str) -> None:
    assert find_spec(name) is not None
