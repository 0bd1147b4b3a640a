"""From the content and the user's wishes to what is seen."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in, built_in_atlas, read_drawing, read_labelled, scene_after
from tests.looks import DARK, LIGHT
from tests.unit.content.contents import read
from tests.unit.scene.test_opened_files import NAMED, written

from arctic_map.content.package.packing import About, made
from arctic_map.errors import UnknownName
from arctic_map.export.decided import legend_lines
from arctic_map.export.features import feature_tables
from arctic_map.export.html.page_parts import credits
from arctic_map.export.html.requested import requested
from arctic_map.export.metadata import metadata
from arctic_map.export.request import Request
from arctic_map.geo.position import project
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import Catalog
from arctic_map.model.layer_style import LayerStyle, Method
from arctic_map.model.preferences import DEFAULT
from arctic_map.model.problem import Problem
from arctic_map.model.projection import Selection, Viewport
from arctic_map.model.tr import ENGLISH
from arctic_map.page import addresses
from arctic_map.page.assets import asset_for
from arctic_map.render.snapshot import page
from arctic_map.scene.compose import (
    APART,
    WARNING,
    compose,
    highlighted_features,
    start,
    titles,
    turned_scene,
    with_wording,
)
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.opened_files import with_files
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.actions import Action
from arctic_map.scene.session.session import Session
from arctic_map.scene.styling import styled
from arctic_map.scene.timeline import Range
from arctic_map.scene.words.sources import bibtex, plain
from arctic_map.storage import embedded_view
from arctic_map.storage.languages import wording

VIEW = Viewport(1_300_000, -1_000_000, 15_000, 636, 614)


def test_the_first_scene_is_the_whole_route_in_the_light() -> None:
    first, (catalog, _) = scene_after(), built_in()
    assert first.projection == PROJECTIONS[0]
    assert first.look == LIGHT
    assert first.facts == catalog.facts and len(first.facts) == 60
    assert (first.selected, first.card, first.highlighted, first.goal, first.viewport, first.furniture) == (
        None, None, (), None, None, None,
    )  # fmt: skip
    assert first.period == ""


def test_the_warning_and_the_sources_are_always_there() -> None:
    for one in (
        scene_after(),
        scene_after(actions.prefer("dark", DEFAULT), actions.show_layers(["land"], False)),
    ):
        assert one.warning == WARNING == "Not for navigation"
        assert one.source_line.startswith("Sources: ")
        assert "Natural Earth" in one.source_line and "World Port Index" in one.source_line
        assert built_in()[0].version in one.source_line


def test_all_layers_are_listed_in_draw_order_hidden_ones_too() -> None:
    catalog, _ = built_in()
    layers = scene_after().layers
    assert [layer.id for layer in layers] == [layer.id for layer in catalog.layers]
    assert [layer.id for layer in layers if not layer.shown] == [
        one.id for one in catalog.layers if not one.shown
    ]
    assert next(layer for layer in layers if layer.id == "lanes").count == 7
    assert next(layer for layer in layers if layer.id == "land").count == 0


def test_every_layer_with_a_mark_has_a_style_that_stands_for_it() -> None:
    for layer in scene_after().layers:
        known = {*LIGHT.styles, *LIGHT.palette.items}
        assert layer.style in known, layer.id


def test_a_hidden_layer_leaves_the_legend() -> None:
    styles = [entry.style for entry in scene_after().legend]
    assert "port-named" in styles
    hidden = scene_after(actions.toggle_layer("ports"))
    assert "port-named" not in [entry.style for entry in hidden.legend]
    assert not next(layer for layer in hidden.layers if layer.id == "ports").shown


def test_a_hidden_feature_leaves_the_page_the_data_and_the_legend() -> None:
    drills = [id for id, each in built_in()[0].features.items() if each.style == "drill-undisclosed"]
    hidden = scene_after(actions.show_features(["arkhangelsk", *drills], False))
    assert "arkhangelsk" in hidden.filtered_out.features
    svg = page(hidden, built_in()[1], Request()).svg
    assert ">Arkhangelsk<" not in svg and ">Hamburg<" in svg
    assert 'id="feature-arkhangelsk"' not in svg
    rows = {row.id for table in feature_tables(hidden) for row in table.rows}
    assert "arkhangelsk" not in rows and "hamburg" in rows
    legends = [{entry.style for entry in each.legend} for each in (scene_after(), hidden)]
    assert ["drill-undisclosed" in styles for styles in legends] == [True, False]


def test_a_faded_layer_says_how_much() -> None:
    faded = scene_after(actions.fade_layer("lanes", 0.4))
    assert {layer.id: layer.opacity for layer in faded.layers if layer.opacity != 1} == {"lanes": 0.4}


def test_a_selected_feature_is_lit_up_and_has_a_card() -> None:
    chosen = scene_after(actions.select_feature("arkhangelsk"))
    assert chosen.highlighted == ("arkhangelsk",)
    assert chosen.card is not None and chosen.card.title == "Arkhangelsk"


def test_a_card_goes_with_what_it_speaks_of_and_comes_back_with_it() -> None:
    select = actions.select_feature("Z4")
    for away, back in (
        (actions.show_layers(["drills"], False), actions.show_layers(["drills"], True)),
        (actions.choose_range(Range(date(2013, 1, 1), date(2013, 12, 31))), actions.choose_range(None)),
    ):
        removed, again = scene_after(select, away), scene_after(select, away, back)
        # What is chosen in a panel stays so, as a row of a table.
        assert removed.card is None and removed.selected == Selection(feature="Z4")
        assert again.card is not None and again.highlighted == ("Z4",)


def test_a_selected_fact_lights_up_all_its_places() -> None:
    catalog, _ = built_in()
    for fact in catalog.facts:
        chosen = scene_after(actions.select_fact(fact.id))
        assert chosen.highlighted == tuple(dict.fromkeys(fact.features))
        assert chosen.card is None


def test_a_selection_of_nothing_that_exists_lights_up_nothing() -> None:
    catalog, _ = built_in()
    assert highlighted_features(catalog, Selection(fact="X1")) == ()
    assert scene_after(actions.select_feature("nowhere")).card is None


def test_the_furniture_comes_with_the_viewport() -> None:
    furnished = scene_after(actions.view_moved(VIEW)).furniture
    assert furnished is not None
    assert "km at" in furnished.scale_text and furnished.frame
    bare = scene_after(actions.view_moved(VIEW), actions.show_layers(["graticule"], False)).furniture
    assert bare is not None and bare.frame == ()


def test_the_dark_theme_changes_the_look_alone() -> None:
    light, dark = (
        scene_after(actions.select_fact("T1")),
        scene_after(actions.select_fact("T1"), actions.prefer("dark", DEFAULT)),
    )
    assert dark.look == DARK
    assert replace(dark, look=LIGHT) == light


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_a_projection_keeps_selection_and_layers(projection: object) -> None:
    steps = (actions.select_feature("murmansk"), actions.toggle_layer("land"))
    turned = scene_after(*steps, actions.change_projection(projection))  # type: ignore[arg-type]
    assert turned.projection == projection
    assert turned.highlighted == ("murmansk",)
    assert turned.card is not None
    assert turned.layers == scene_after(*steps).layers


def test_an_unknown_projection_is_refused() -> None:
    catalog, drawings = built_in()
    with pytest.raises(UnknownName):
        compose(catalog, Session(projection="mars"), drawings)


def test_problems_are_passed_on() -> None:
    catalog, drawings = built_in()
    problem = Problem("layers/ports.geojson", "features[0]", "broken")
    assert compose(replace(catalog, problems=(problem,)), Session(), drawings).problems == (problem,)


STEPS = st.sampled_from(
    [
        actions.toggle_layer("lanes"),
        actions.toggle_layer("graticule"),
        actions.fade_layer("ports", 0.5),
        actions.select_feature("moscow"),
        actions.select_fact("S1"),
        actions.select_nothing,
        actions.change_projection(projection_named("world")),
        actions.change_projection(projection_named("epsg3576")),
        actions.prefer("dark", DEFAULT),
        actions.view_moved(VIEW),
        actions.toggle_kind("forecast"),
        actions.toggle_precision("undisclosed"),
        actions.filter_nothing,
    ]
)


@given(st.lists(STEPS, max_size=6))
def test_the_same_wishes_give_the_same_scene(steps: list[Action]) -> None:
    one, other = scene_after(*steps), scene_after(*steps)
    assert one == other
    shown = {layer.id for layer in one.layers if layer.shown}
    assert all(one.catalog.layer_of[id] for id in one.highlighted)
    assert ("lanes" in shown) == (steps.count(STEPS.elements[0]) % 2 == 0)  # type: ignore[attr-defined]


RIVER = About("Low water", "A. Writer", "2022-09-01", "https://example.org/rhine")


def subject_of(catalog: Catalog) -> frozenset[str]:
    """Ids of the layers of the article."""
    return frozenset(layer.id for layer in catalog.layers if layer.topic not in APART)


def scene_of(catalog: Catalog, *, subject_shown: bool = True) -> Scene:
    session = start(catalog, Session())
    if not subject_shown:
        session = replace(session, hidden=session.hidden | subject_of(catalog))
    return compose(catalog, session, built_in()[1])


@pytest.fixture
def buoys(tmp_path: Path) -> Scene:
    """An opened file on the built-in map, with all layers of the article hidden."""
    opened = written(tmp_path / "my_buoys.geojson", NAMED)
    return scene_of(with_files(built_in_atlas(), [opened]), subject_shown=False)


def test_a_map_of_own_data_is_titled_by_its_file_and_does_not_credit_the_article(buoys: Scene) -> None:
    page = with_wording(buoys, ENGLISH)
    assert (page.title, page.subtitle) == ("my buoys", "")
    assert "article" not in page.source_line and "World Port" not in page.source_line
    assert "Natural Earth" in page.source_line and "my_buoys.geojson" in page.source_line
    about = metadata(page, Request(), page.projection.home)
    assert about.title == "my buoys" and "article" not in about.sources + about.rights


def test_a_page_has_the_classes_of_own_data_in_its_language(buoys: Scene) -> None:
    own = buoys.catalog.layers[-1]
    style = LayerStyle(method=Method.EQUAL, field="depth", edges=(0.5, 12345.0), empty=True)
    styled_map = replace(buoys, catalog=styled(buoys.catalog, {own.id: style}), styles=((own.id, style),))
    texts = [text for _, text in with_wording(styled_map, wording("ru")).catalog.layers[-1].legend]
    assert texts == ["0,5 – 12\N{NO-BREAK SPACE}345", "Нет значения"]
    assert with_wording(styled_map, ENGLISH).catalog is styled_map.catalog


def test_a_web_page_of_own_data_has_no_title_fact_or_credit_of_the_article(buoys: Scene) -> None:
    page = requested(buoys, Request())
    assert page.title == "my buoys" and not (page.facts or page.catalog.facts or page.catalog.people)
    assert "article" not in credits(page) and "Port Index" not in credits(page)
    assert not {layer.id for layer in page.layers} & {"lanes", "ports", "drills"}
    assert {layer.id for layer in page.layers} == {layer.id for layer in page.catalog.layers}


def test_a_map_of_the_earth_alone_has_no_title_and_one_with_a_layer_of_the_article_has_its() -> None:
    catalog = built_in_atlas()
    assert titles(scene_of(catalog, subject_shown=False), ENGLISH) == ("", "")
    lanes = replace(Session(), hidden=subject_of(catalog) - {"lanes"})
    assert titles(compose(catalog, lanes, built_in()[1]), ENGLISH)[0] == catalog.title


def test_an_atlas_of_ones_own_credits_its_author_date_and_address_and_nothing_of_another() -> None:
    scene = with_wording(scene_of(read(made("Some words.", RIVER))), ENGLISH)
    assert scene.title == "Low water"
    assert scene.source_line == (
        "Sources: the article “Low water” (A. Writer, 1 September 2022, https://example.org/rhine), Natural "
        "Earth, ETOPO5 (public domain), names by Arctic Map (MIT)"
    )
    page = credits(requested(scene, Request()))
    link = '<a href="https://example.org/rhine" rel="noopener">example.org/rhine</a>'
    assert f"A. Writer, 2022-09-01, {link}" in page
    assert "anes" not in page.replace("planes", "") and "data 1" not in page


def test_an_atlas_of_ones_own_is_cited_without_the_name_of_the_program_as_its_publisher() -> None:
    catalog = read(made("Some words.", RIVER))
    assert plain(catalog) == (
        "Low water. An atlas made with Arctic Map. After the article “Low water”. A. Writer, 2022-09-01, "
        "https://example.org/rhine."
    )
    assert "title = {{Low water}}" in bibtex(catalog)


def test_an_atlas_with_a_source_of_its_own_for_the_article_credits_it_once() -> None:
    assert [each.id for each in built_in_atlas().sources].count("article") == 1


def test_a_web_page_of_an_atlas_of_ones_own_explains_no_marks_of_another() -> None:
    scene = requested(scene_of(read(made("Some words.", RIVER))), Request())
    texts = [line["text"] for line in legend_lines(scene)]
    assert "Disputed boundary" in texts
    assert [text for text in texts if any(word in text for word in ("Lane", "Railway", "Port", "Cape"))] == []


TURNED = projection_named("nsr@30")


@cache
def content() -> tuple[Catalog, Drawings]:
    """Of the atlas as much as is looked at here, for each turn places all names again."""
    whole = built_in_atlas()
    catalog = replace(whole, layers=tuple(each for each in whole.layers if each.id in ("ports", "lanes")))
    return catalog, drawings_for(catalog, read_drawing, read_labelled)


def session_of(projection: str = "nsr@30") -> Session:
    return start(content()[0], Session(projection=projection))


def composed(projection: str = "nsr@30") -> Scene:
    return compose(content()[0], session_of(projection), content()[1])


def test_places_and_their_names_stand_where_the_turned_projection_has_them() -> None:
    catalog, drawings = content()
    ports = drawings.get("ports", TURNED.id)
    for shape in ports.shapes:
        lon, lat = catalog.features[shape.feature].geometry["coordinates"]
        assert shape.parts[0][:2] == pytest.approx(project(TURNED, lon, lat), abs=2)
    shanghai = next(label for label in ports.labels if label.text == "Shanghai")
    spot = next(shape for shape in ports.shapes if shape.feature == "shanghai").parts[0]
    assert (shanghai.x, shanghai.y) == pytest.approx(spot[:2])


def test_direction_marks_turn_with_their_lanes() -> None:
    drawings = content()[1]
    before = drawings.get("lanes", "nsr").chevrons[0].marks[0]
    after = drawings.get("lanes", TURNED.id).chevrons[0].marks[0]
    assert after[2] - before[2] == pytest.approx(105 - 30)
    assert after[3] == before[3]


def test_the_page_finds_the_drawings_for_a_turned_map() -> None:
    drawings = content()[1]
    path = addresses.drawing(TURNED.id, "ports", "ru")
    assert addresses.drawing_in(path) == ("nsr@30~ru", "ports")
    asset = asset_for(path, composed(), drawings)
    assert "Шанхай" in asset.body.decode()


def test_a_page_can_turn_what_the_window_shows() -> None:
    drawings = content()[1]
    turned = page(composed("nsr"), drawings, Request(meridian=30))
    svg = turned.svg
    assert "30°E down (EPSG:5940, turned)" in svg
    assert embedded_view.decode(turned.metadata.view).projection == "nsr@30"
    same = page(composed("nsr"), drawings, Request(meridian=105)).svg
    assert same == page(composed("nsr"), drawings, Request(may_turn=False)).svg
    world = page(composed("world"), drawings, Request(meridian=30)).svg
    assert world == page(composed("world"), drawings, Request()).svg


def test_what_is_in_the_middle_stays_there() -> None:
    x, y = project(projection_named("nsr"), 60.0, 75.0) or (0.0, 0.0)
    view = actions.view_moved(Viewport(x, y, 1000.0, 800, 600))
    scene = compose(content()[0], view(session_of("nsr")), content()[1])
    turned = turned_scene(scene, content()[1], -90)
    assert turned.goal
    x0, y0, x1, y1 = turned.goal.box
    assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx(
        project(projection_named("nsr@-90"), 60.0, 75.0), abs=1
    )
    assert x1 - x0 == pytest.approx(800_000)
