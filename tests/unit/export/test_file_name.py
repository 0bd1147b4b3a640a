"""The first name of a file tells what is in it."""

from dataclasses import replace
from datetime import date

import pytest

from arctic_map.export.file_name import file_name, slug
from arctic_map.export.request import Request
from arctic_map.geo.projections import projection_named
from arctic_map.model.view import Selection
from arctic_map.scene.scene import Scene

DAY = date(2026, 11, 26)


@pytest.fixture
def route(scene: Scene) -> Scene:
    return replace(scene, projection=projection_named("nsr"))


def test_it_tells_projection_days_language_and_day(route: Scene) -> None:
    assert file_name(route, Request(), DAY) == "arctic-map-route-2026-11-26"
    world = replace(route, projection=projection_named("world"), period="2022 to 2024")
    assert file_name(world, Request(language="ru"), DAY) == "arctic-map-world-2022-to-2024-ru-2026-11-26"
    near = Request(box=(0, 0, 100_000, 100_000))
    assert file_name(route, near, DAY) == "arctic-map-view-2026-11-26"


def test_it_tells_what_is_selected_and_first_of_all_the_page_s_own_title(route: Scene) -> None:
    chosen = replace(route, selected=Selection(fact="T3"))
    assert file_name(chosen, Request(), DAY) == "arctic-map-t3-2026-11-26"
    titled = Request(title="By Suez: 18,709 km!")
    assert file_name(chosen, titled, DAY) == "arctic-map-by-suez-18-709-km-2026-11-26"


@pytest.mark.parametrize(
    ("words", "found"),
    [("Zürich / Łódź", "zurich-łodz"), ("../../x", "x"), ("Китай и Россия", "китаи-и-россия"), ("???", "")],
)
def test_a_name_has_only_letters_digits_and_hyphens(words: str, found: str) -> None:
    assert slug(words) == found
    assert len(slug("a" * 90)) == 40
