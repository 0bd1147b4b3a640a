from functools import cached_property
from types import FunctionType

import pytest

from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.shell.workspace import Workspace
from arctic_map.desktop.window.navigator import Navigator

MOST = 25


@pytest.mark.parametrize("part", [Atlas, Navigator, Workspace])
def test_the_composition_root_and_its_parts_have_few_methods(part: type) -> None:
    own = [
        name
        for name, each in vars(part).items()
        if isinstance(each, FunctionType | property | cached_property)
    ]
    assert len(own) <= MOST, own
