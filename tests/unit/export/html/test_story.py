"""The tour of an atlas as a story, its charts and its ledger on a page of its own."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from tests.built_in import built_in_atlas, read_drawing
from tests.wordings import CHINESE

from arctic_map.export.html.chart_list import charts_section, drawn_charts, ice_charts
from arctic_map.export.html.embedded import looks
from arctic_map.export.html.fact_list import ledger
from arctic_map.export.html.story import charts_in_story, steps, story
from arctic_map.model.catalog import Catalog
from arctic_map.model.tr import speaking
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session


@pytest.fixture(scope="module")
def content() -> Catalog:
    return built_in_atlas()


@pytest.fixture(scope="module")
def drawings(content: Catalog) -> Drawings:
    return drawings_for(content, read_drawing)


@pytest.fixture(scope="module")
def composed(content: Catalog, drawings: Drawings) -> Scene:
    return compose(content, start(content, Session()), drawings)


@pytest.fixture(scope="module")
def charts(composed: Scene) -> tuple[dict[str, str], str]:
    return drawn_charts(composed, looks(composed))


def test_each_step_has_title_text_and_links_to_its_facts(
    composed: Scene, charts: tuple[dict[str, str], str]
) -> None:
    page = story(composed, charts[0])
    assert re.findall(r'data-step="([\w-]+)"', page) == [step.id for step in composed.catalog.tour]
    assert page.count("<figure>") == len(charts_in_story(composed)) > 2
    rest = charts_section(composed, charts[0], charts_in_story(composed))
    assert page.count("<figure>") + rest.count("<figure>") == len(charts[0])
    assert "Kara Sea: ice by month" in rest
    assert "#fact-T3" in page


def test_facts_that_the_page_never_shows_are_not_linked(content: Catalog, drawings: Drawings) -> None:
    session = actions.toggle_kind("forecast")(start(content, Session()))
    scene = compose(content, session, drawings)
    hidden = {fact.id for fact in content.facts if fact.kind == "forecast"}
    linked = set(re.findall(r"#fact-(\w+)", story(scene, drawn_charts(scene, looks(scene))[0])))
    assert linked and not linked & hidden
    assert not hidden & {step["selected"]["fact"] for step in steps(scene, drawings) if step["selected"]}


def test_a_step_shows_the_layers_days_and_places_of_the_tour(composed: Scene, drawings: Drawings) -> None:
    found = {step["id"]: step for step in steps(composed, drawings)}
    assert "lanes" in found["drills"]["hidden"] and "drills" not in found["drills"]["hidden"]
    assert (found["drills"]["days"]["words"], found["distances"]["projection"]) == ("2024", "world")
    assert found["arms"]["dark"] and not found["drills"]["dark"]
    assert {"L5", "L6", "L7"} <= set(found["distances"]["selected"]["compared"])


def test_an_atlas_without_a_tour_has_its_charts_in_a_section(composed: Scene) -> None:
    bare = replace(composed, catalog=replace(composed.catalog, tour=()))
    svgs, _ = drawn_charts(bare, looks(bare))
    assert story(bare, svgs) == ""
    page = charts_section(bare, svgs, charts_in_story(bare))
    assert page.count("<figure>") == len(svgs) == len(bare.catalog.charts)


def test_the_ice_has_charts_where_it_is_on_the_map_or_in_a_story(composed: Scene) -> None:
    bare = replace(composed, catalog=replace(composed.catalog, tour=()))
    with_ice = replace(
        bare, layers=tuple(replace(each, shown=each.shown or each.id == "ice-edge") for each in bare.layers)
    )
    assert [len(ice_charts(each)) for each in (composed, bare, with_ice)] == [7, 0, 7]


def test_charts_are_elements_without_styles_that_the_page_forbids(charts: tuple[dict[str, str], str]) -> None:
    svgs, sheet = charts
    ids: list[str] = []
    for svg in svgs.values():
        root = ElementTree.fromstring(svg)
        assert root.get("role") == "img" and root.get("aria-label")
        assert " style=" not in svg and "<style" not in svg and not re.search(r"#[0-9a-f]{6}", svg)
        ids += [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    used = set(re.findall(r"var\((--chart-\d+)\)", "".join(svgs.values())))
    assert used == set(re.findall(r"(--chart-\d+):", sheet))


def test_the_ledger_has_both_figures_and_how_they_were_computed(composed: Scene) -> None:
    page = ledger(composed)
    row = re.search(r'<tr id="ledger-[^"]*">.*?</tr>', page)
    assert row and re.findall(r"<td>([^<]*)</td>", row[0]) == ["14,440", "14,982", "+542", "+3.8"]
    assert "geodesics" in row[0] and "#fact-T3" in row[0]
    assert page.count("<table>") == 2


def test_an_atlas_without_figures_has_no_ledger(composed: Scene) -> None:
    nothing = replace(composed.catalog, facts=(), voyages=(), ledger=(), ice_ledger=(), layers=())
    assert ledger(replace(composed, catalog=nothing)) == ""


def test_a_chinese_page_has_chinese_punctuation_and_no_space_after_numbers(
    composed: Scene, charts: tuple[dict[str, str], str]
) -> None:
    with speaking(CHINESE):
        texts = re.sub("<svg.*?</svg>", "", story(composed, charts[0]) + ledger(composed), flags=re.DOTALL)
    assert not re.search(r"[\u4e00-\u9fff][:,.] |\d [\u4e00-\u9fff]", re.sub("<[^>]*>", "", texts))
