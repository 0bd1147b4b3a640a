from dataclasses import FrozenInstanceError

import pytest

from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.scene.session.session import Session


def test_a_session_starts_on_the_route_in_the_light_with_everything_shown() -> None:
    session = Session()
    assert projection_named(session.projection) == PROJECTIONS[0]
    assert session.theme == "light"
    assert (
        not session.hidden
        and not session.opacity
        and not session.kinds_hidden
        and not session.precisions_hidden
    )
    assert (session.selected, session.goal, session.viewport, session.when) == (None, None, None, None)


def test_a_session_cannot_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        Session().projection = "world"  # type: ignore[misc]


def test_sessions_are_compared_by_what_they_hold() -> None:
    assert Session(hidden=frozenset({"a", "b"})) == Session(hidden=frozenset({"b", "a"}))
