"""Pages of the built-in atlas: panels, posters, and pages in Russian and Chinese without an English word."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape

import pytest
from tests.built_in import built_in_atlas, read_drawing, read_labelled
from tests.wordings import RUSSIAN

from arctic_map.export.page.layout import PLAIN
from arctic_map.export.page.page_layout import arrange
from arctic_map.export.request import ALL, PRESETS, PagePart, Preset, Request
from arctic_map.model.preferences import Names
from arctic_map.model.tr import speaking
from arctic_map.render.snapshot import page
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range
from arctic_map.storage.base_map import land_on


@cache
def shown(projection: str, when: Range | None = None) -> tuple[Scene, Drawings]:
    content = built_in_atlas()
    drawings = drawings_for(content, read_drawing, read_labelled, land_on)
    return compose(content, start(content, Session(projection=projection, when=when)), drawings), drawings


def drawn(projection: str, request: Request) -> str:
    scene, drawings = shown(projection)
    return page(scene, drawings, request).svg


def test_a_page_of_the_world_ends_at_60_south_with_the_arctic_next_to_it_and_no_second_frame() -> None:
    scene, drawings = shown("world")
    made = page(scene, drawings, Request(box=scene.projection.home))
    assert made.field.view.box[1] == pytest.approx(scene.projection.printed[1], abs=2)
    assert 'id="arctic"' in made.svg and 'id="chart"' in made.svg
    frame = re.search(r'<g id="frame">(.*?)</g>', made.svg)
    assert frame is not None and frame[1].count("<rect") == 1
    assert ">70°S<" not in made.svg


def test_a_page_of_the_route_has_the_chart_and_a_page_of_a_strait_has_none() -> None:
    scene, _ = shown("nsr")
    route = Request(box=scene.projection.printed)
    assert 'id="chart"' in drawn("nsr", route) and 'id="arctic"' not in drawn("nsr", route)
    assert 'id="chart"' not in drawn("nsr", Request(box=(4.0e6, 2.0e6, 5.0e6, 2.6e6)))


def test_call_outs_say_only_names_on_a_page_without_lanes() -> None:
    scene, drawings = shown("nsr")
    request = Request(width=900, height=900, box=scene.projection.home, parts=frozenset())
    assert ">northernmost strait of the Route<" in page(scene, drawings, request).svg
    layers = tuple(replace(each, shown=each.shown and each.id != "lanes") for each in scene.layers)
    bare = page(replace(scene, layers=layers), drawings, request).svg
    assert "northernmost" not in bare and ">Vilkitsky Strait<" in bare


def test_panels_can_be_left_out() -> None:
    scene, _ = shown("world")
    bare = drawn("world", Request(box=scene.projection.home, parts=ALL - {PagePart.CHART, PagePart.INSET}))
    assert 'id="chart"' not in bare and 'id="arctic"' not in bare


@pytest.mark.parametrize(("width", "height"), [(400, 300), (1500, 900), (1587, 2245), (3179, 4494)])
def test_tails_of_the_title_keep_clear_of_the_subtitle(width: float, height: float) -> None:
    scene, _ = shown("nsr")
    request = replace(PLAIN, title="Joint drills", subtitle="Joint drills", poster=width >= 1587)
    layout = arrange(width, height, scene.projection.printed, (), request)
    tails, capitals = 0.24 * layout.title.size, 0.7 * layout.subtitle.size
    assert layout.sizes.title_rise > tails + capitals


def test_a_poster_has_a_title_of_72_points_and_room_for_more() -> None:
    scene, drawings = shown("nsr")
    a3 = Request(width=420, height=297, unit="mm", box=scene.projection.printed)
    a2 = Request(width=594, height=420, unit="mm", box=scene.projection.printed)
    small, large = page(scene, drawings, a3), page(scene, drawings, a2)
    assert large.width > 1.1 * small.width
    size = max(float(size) for size in re.findall(r'font-size="([\d.]+)"', large.svg))
    assert size * large.scale == pytest.approx(96, rel=0.01)
    assert a2.is_poster and replace(a2, width=420, height=594).is_poster and not a3.is_poster
    assert arrange(2245, 1587, scene.projection.printed, ()).scale > large.scale
    assert not PLAIN.poster


def test_a_poster_shows_the_relief_and_says_whose_it_is_unless_that_is_left_out() -> None:
    scene, drawings = shown("nsr")
    a2 = Request(width=594, height=420, unit="mm", box=scene.projection.printed)
    requests = a2, replace(a2, parts=ALL - {PagePart.RELIEF}), replace(a2, width=420, height=297)
    for request, has_it in zip(requests, (True, False, False), strict=True):
        made = page(scene, drawings, request).svg
        text = " ".join(re.findall(r"<text[^>]*>([^<]*)<", made))
        found = ("<image" in made, "Tom Patterson" in text)
        assert found == (has_it, has_it)


def test_a_poster_shows_the_rivers_unless_these_or_the_lakes_are_left_out() -> None:
    scene, drawings = shown("nsr")
    a2 = Request(width=594, height=420, unit="mm", box=scene.projection.printed)
    without_lakes = replace(
        scene, layers=tuple(replace(each, shown=each.shown and each.id != "lakes") for each in scene.layers)
    )
    for drawn, request, has_them in (
        (scene, a2, True),
        (scene, replace(a2, parts=ALL - {PagePart.RIVERS}), False),
        (scene, replace(a2, width=420, height=297), False),
        (without_lakes, a2, False),
    ):
        made = page(drawn, drawings, request).svg
        assert ('id="ground-river"' in made) is has_them
        assert made.index('id="ground-land"') < made.find('id="ground-river"') or not has_them


ALLOWED = re.compile(r"Arctic\sMap|World\sPort\sIndex|Natural\sEarth|ETOPO5|MIT|EPSG")
"""Names of works, of programs and of licences."""
LATIN = re.compile(r"[A-Za-z]{2,}")
LETTERED = re.compile(r"<text[^>]*>([^<]*)</text>|aria-label=\"([^\"]*)\"")


WHEN = Range(date(2000, 1, 1), date(2026, 3, 14))


def texts_on(projection: str, request: Request) -> list[str]:
    scene, drawings = shown(projection, WHEN)
    svg = page(scene, drawings, replace(request, box=scene.projection.printed)).svg
    return [unescape(text or named) for text, named in LETTERED.findall(svg)]


def english(texts: list[str]) -> list[str]:
    # Spaced letters stand one by one; their word is in the label of their group. The article's original title
    # is next to its translation, and may break into lines, of which the last is drawn first.
    title = r"\s*".join(re.escape(letter) for letter in built_in_atlas().article_title if letter != " ")
    whole = re.sub(title, "", " ".join(reversed(texts)))
    return [word for word in ALLOWED.sub("", whole).split(" ") if LATIN.search(word)]


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_a_page_has_no_english_word_left(language: Names) -> None:
    texts = texts_on("nsr", Request(language=language))
    assert len(texts) > 60
    assert english(texts) == []


@pytest.mark.slow
@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
@pytest.mark.parametrize(("language", "projection"), [("ru", "world"), ("zh", "epsg3576")])
def test_no_preset_has_an_english_word_left(language: Names, preset: Preset, projection: str) -> None:
    assert english(texts_on(projection, preset.applied(Request(language=language)))) == []


def test_names_can_be_in_another_language_than_the_page() -> None:
    texts = texts_on("nsr", Request(language="ru", names="en"))
    assert "Северный полюс" in texts and "Arkhangelsk" in texts


def test_without_a_language_the_page_has_text_and_names_of_the_window() -> None:
    scene, drawings = shown("nsr")
    named = replace(scene, preferences=replace(scene.preferences, names="ru"))
    made = page(named, drawings, Request()).svg
    assert ">Not for navigation" in made and "Архангельск" in made
    with speaking(RUSSIAN):
        russian = compose(scene.catalog, start(scene.catalog, Session(projection="nsr")), drawings)
    made = page(russian, drawings, Request()).svg
    assert ">Не для навигации" in made and "Arkhangelsk" in made


def test_lines_of_the_legend_are_renamed_and_left_out_on_the_page() -> None:
    legend = (("lane-nsr", "By the north"), ("port-named", ""))
    texts = texts_on("nsr", Request(legend=legend))
    assert "By the north" in texts and "Lane by the Arctic" not in texts
    assert "Port named in the article" not in texts
