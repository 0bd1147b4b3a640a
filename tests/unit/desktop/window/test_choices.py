"""What the stored first page of a session depends on."""

from dataclasses import fields, replace

import pytest

from arctic_map.desktop.widgets.settings import allowed
from arctic_map.desktop.window.choices import look_key
from arctic_map.model.preferences import DEFAULT, Preferences


@pytest.mark.parametrize("name", [each.name for each in fields(Preferences)])
def test_a_stored_page_is_of_the_same_preferences(name: str) -> None:
    others = [replace(DEFAULT, **{name: value}) for value in allowed(name) if value is not None]
    assert len({look_key("light", each) for each in others}) == len(others) > 1
    assert look_key("light", DEFAULT) == "light" != look_key("dark", DEFAULT)
    assert not any(" " in look_key("light", each) for each in others)
