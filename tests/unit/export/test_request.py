"""Sizes in pixels, millimetres and inches, and presets."""

from dataclasses import replace
from datetime import date

import pytest

from arctic_map.errors import UnknownName
from arctic_map.export.request import MAX_PIXELS, PRESETS, Request, file_name, preset_named, slug
from arctic_map.geo.projections import projection_named
from arctic_map.model.projection import Selection
from arctic_map.scene.scene import Scene

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(("dpi", "css"), [(None, (1920, 1080)), (192, (960, 540))])
def test_more_pixels_to_an_inch_make_a_picture_smaller_on_paper(
    dpi: float | None, css: tuple[int, int]
) -> None:
    request = Request(width=1920, height=1080, dpi=dpi)
    assert (request.pixels, request.css, request.resolution) == ((1920, 1080), css, dpi or 96)


@pytest.mark.parametrize(("width", "unit"), [(254, "mm"), (10, "in")])
def test_paper_has_its_size_whatever_the_pixels(width: float, unit: str) -> None:
    for dpi in (None, 600.0):
        request = Request(width=width, height=width, unit=unit, dpi=dpi)  # type: ignore[arg-type]
        assert request.css == pytest.approx((960, 960))
        assert request.pixels == ((6000, 6000) if dpi else (3000, 3000))


def test_a_margin_is_in_the_unit_of_the_size() -> None:
    assert Request(width=254, height=254, unit="mm").in_css(25.4) == pytest.approx(96)


def test_presets_fit_into_a_picture() -> None:
    for preset in PRESETS:
        request = preset_named(preset.name).applied(Request(title="own"))
        assert max(request.pixels) <= MAX_PIXELS
        assert (request.preset, request.title) == (preset.name, "own")
    with pytest.raises(UnknownName, match="known presets: slide-16x9, a4-portrait"):
        preset_named("a5")


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
