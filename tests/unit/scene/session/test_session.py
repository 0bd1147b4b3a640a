"""What is filtered out is left out alike everywhere; the days that are shown have words."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in_atlas
from tests.looks import WORDS

from arctic_map.export import page_view, svg
from arctic_map.export.marks.ground import BaseMap
from arctic_map.export.page.layout import Rect
from arctic_map.geo.projections import projection_named
from arctic_map.model.drawing import Drawing
from arctic_map.model.fact import Kind
from arctic_map.model.feature import Precision
from arctic_map.model.reckoning import EXTREMES
from arctic_map.page.to_page import FilterOut, ShowLegend, ShowWords
from arctic_map.page.updates import updates
from arctic_map.scene.compose import compose
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session, without
from arctic_map.scene.timeline import Range, period_in_words, span, within
from arctic_map.scene.words.words import when_in_words
from arctic_map.storage import preparation
from arctic_map.storage.ground_files import Ground


@pytest.mark.parametrize(
    ("first", "last", "short"),
    [
        ((2022, 1, 1), (2022, 12, 31), "2022/2022"),
        ((2022, 1, 1), (2024, 12, 31), "2022/2024"),
        ((2022, 2, 1), (2022, 4, 30), "2022-02/2022-04"),
        ((2022, 2, 1), (2024, 12, 31), "2022-02/2024"),
        ((2022, 1, 1), (2024, 2, 29), "2022/2024-02"),
        ((2022, 1, 1), (2022, 3, 31), "2022-01/2022-03"),
        ((2022, 2, 1), (2022, 12, 31), "2022-02/2022-12"),
        ((2022, 2, 2), (2022, 3, 31), "2022-02-02/2022-03-31"),
        ((2022, 2, 1), (2022, 3, 30), "2022-02-01/2022-03-30"),
        ((2022, 2, 2), (2024, 12, 31), "2022-02-02/2024"),
        ((2022, 2, 1), (2024, 3, 30), "2022-02/2024-03-30"),
        ((9999, 1, 1), (9999, 12, 31), "9999/9999"),
        ((9998, 1, 2), (9999, 12, 30), "9998-01-02/9999-12-30"),
    ],
)
def test_whole_years_and_months_are_written_without_their_days(
    first: tuple[int, int, int], last: tuple[int, int, int], short: str
) -> None:
    when = Range(date(*first), date(*last))
    assert period_in_words(when) == when_in_words(short)
    found = span(short)
    assert found is not None and (found.first, found.last) == (when.first, when.last)


def test_without_a_choice_there_is_no_text() -> None:
    assert period_in_words(None) == ""


WORLD = projection_named("world")
ALL = Session(projection=WORLD.id)
DAYS = st.dates(date(1985, 1, 1), date(2045, 12, 31)) | st.dates(date(2022, 1, 1), date(2025, 12, 31))


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Range(first, last)


@cache
def drawings() -> Drawings:
    return drawings_for(built_in_atlas(), preparation.read_drawing)


@cache
def drawn() -> dict[str, Drawing]:
    """The features' layers in the projection that holds all of them."""
    return {
        layer.id: drawings().get(layer.id, WORLD.id) for layer in built_in_atlas().layers if layer.features
    }


def composed(session: Session) -> Scene:
    return compose(built_in_atlas(), session, drawings())


@cache
def all_shown() -> Scene:
    return composed(ALL)


@cache
def of_the_month() -> frozenset[str]:
    """All features, of those that differ by month the ones shown when none is chosen."""
    features = built_in_atlas().features.values()
    return frozenset(each.id for each in features if each.month in (None, *EXTREMES))


def on_the_map(scene: Scene) -> set[str]:
    """Features that the page paints: what it received, without what it is to leave out."""
    given = {shape.feature for drawing in drawn().values() for shape in drawing.shapes}
    messages = [message for message in updates(all_shown(), scene) if isinstance(message, FilterOut)]
    left = messages[-1].features if messages else all_shown().filtered_out.features
    return given - {*left}


def in_the_drawing(scene: Scene) -> set[str]:
    left = (without(drawing, scene.filtered_out.features) for drawing in drawn().values())
    return {shape.feature for drawing in left for shape in drawing.shapes}


def in_the_export(scene: Scene) -> set[str]:
    x0, y0, x1, y1 = WORLD.box
    whole = page_view.fitted(WORLD.box, Rect(0, 0, 320, 160))
    bare = BaseMap(
        level=lambda level, box: Ground(level, 1000, {}), outline=((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    )
    written = svg.map_only(scene, drawn(), bare, whole)
    return set(re.findall(r'id="feature-([^"]+)"', written))


@cache
def exported() -> frozenset[str]:
    return frozenset(in_the_export(all_shown()))


def styles_in_the_legend(scene: Scene) -> set[str]:
    messages = [message for message in updates(all_shown(), scene) if isinstance(message, ShowLegend)]
    entries = messages[-1].entries if messages else scene.legend
    features = {feature.style for feature in built_in_atlas().features.values()}
    return {style for entry in entries for style, _ in entry.symbols if style in features}


@given(st.sets(st.sampled_from(Kind)), st.sets(st.sampled_from(Precision)), ranges())
def test_what_is_filtered_out_is_the_same_on_map_panel_legend_and_export(
    kinds: set[Kind], precisions: set[Precision], chosen: Range
) -> None:
    session = replace(
        ALL, when=chosen, kinds_hidden=frozenset(kinds), precisions_hidden=frozenset(precisions)
    )
    scene = composed(session)
    features = {
        id
        for id in of_the_month()
        if within(built_in_atlas().features[id].when, chosen)
        and built_in_atlas().features[id].precision not in precisions
    }
    facts = {
        fact.id for fact in built_in_atlas().facts if within(fact.when, chosen) and fact.kind not in kinds
    }
    assert {fact.id for fact in scene.facts} == facts
    shapes = {shape.feature for drawing in drawn().values() for shape in drawing.shapes}
    assert on_the_map(scene) == in_the_drawing(scene) == shapes & features
    assert in_the_export(scene) == exported() & features
    styles = {built_in_atlas().features[id].style for id in features}
    assert styles_in_the_legend(scene) == styles & WORDS.keys()
    words = [message.period for message in updates(all_shown(), scene) if isinstance(message, ShowWords)]
    assert words == [scene.period]
    assert actions.filter_nothing(session) == ALL


def test_the_export_holds_all_features_that_have_a_shape() -> None:
    shapes = {shape.feature for drawing in drawn().values() for shape in drawing.shapes}
    assert exported() == shapes & of_the_month()
