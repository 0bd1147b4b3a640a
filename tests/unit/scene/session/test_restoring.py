"""A view saved from a scene is the view restored."""

from dataclasses import replace
from datetime import date

import pytest
from tests.built_in import built_in_atlas, read_drawing

from arctic_map.model.catalog import Catalog
from arctic_map.model.view import Selection
from arctic_map.scene.compose import compose
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.session.restoring import joined, missing, restored, saved
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range

BOX = (0.0, 0.0, 1e6, 1e6)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return built_in_atlas()


def test_there_and_back(catalog: Catalog) -> None:
    session = Session(
        projection="epsg3413",
        theme="dark",
        hidden=frozenset({"lanes", "relief"}),
        opacity=(("ports", 0.5),),
        selected=Selection(fact="T1"),
        when=Range(date(2022, 1, 1), date(2024, 6, 30)),
        month=3,
        kinds_hidden=frozenset({"forecast"}),
        precisions_hidden=frozenset({"schematic"}),
    )
    view = saved(compose(catalog, session, drawings_for(catalog, read_drawing)), BOX)
    again = restored(view, catalog)
    assert again.goal is not None and again.goal.box == BOX and not again.goal.smooth
    assert replace(again, goal=None) == session
    assert view.data == catalog.version
    assert missing(view, catalog) == ()


def test_what_the_catalogue_no_longer_holds_is_left_out(catalog: Catalog) -> None:
    view = saved(compose(catalog, Session(), drawings_for(catalog, read_drawing)), BOX)
    old = replace(
        view,
        layers=("lanes", "icebergs"),
        opacity=(("icebergs", 0.5),),
        selected=Selection(feature="atlantis"),
        kinds_hidden=("rumour",),
        facts=("T1", "Q7"),
    )
    session = restored(old, catalog)
    assert "lanes" not in session.hidden and "ports" in session.hidden
    assert (session.opacity, session.selected, session.kinds_hidden) == ((), None, frozenset())
    assert missing(old, catalog) == ("icebergs", "Q7")


def test_a_view_is_shown_of_the_content_as_it_was_edited() -> None:
    now = replace(Session(), edition=7)
    assert joined(Session(projection="world"), now).edition == 7
