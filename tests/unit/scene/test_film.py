"""A film shows what timeline, months and tour show, moment by moment."""

from dataclasses import replace
from datetime import date

import pytest
from tests.built_in import built_in
from tests.unit.scene.routing.made_up import port

from arctic_map.errors import ExportError
from arctic_map.model.catalog import LayerDays
from arctic_map.model.itinerary import LAYER, Itinerary, RouteLine, Stop
from arctic_map.model.tr import AtlasWords
from arctic_map.scene import map_views, playback
from arctic_map.scene.compose import compose, start
from arctic_map.scene.film import (
    LAST_S,
    SAILING_STEPS,
    FilmSubject,
    Moment,
    moments_of,
    offered,
    title_of,
    without_events,
)
from arctic_map.scene.routing.routes import Plan
from arctic_map.scene.routing.way_layer import with_route
from arctic_map.scene.session.session import Session, other_months
from arctic_map.scene.timeline import Range, extent, marks
from arctic_map.storage.languages import wording


def moments(subject: FilmSubject, language: str = "en") -> tuple[Moment, ...]:
    catalog, drawings = built_in()
    words = wording("ru" if language == "ru" else "en")
    session = start(catalog, Session())
    return moments_of(subject, compose(catalog, session, drawings), session, drawings, words)


def test_the_year_has_the_ice_of_each_month_in_turn() -> None:
    catalog, _ = built_in()
    found = moments(FilmSubject.YEAR)
    assert [each.session.month for each in found] == [*range(1, 13)]
    assert (found[0].words, found[8].words) == ("January", "September")
    assert moments(FilmSubject.YEAR, "ru")[8].words == "Сентябрь"
    for number, each in enumerate(found, start=1):
        assert not catalog.monthly_layers & each.session.hidden
        hidden = other_months(catalog, each.session.month)
        assert {feature.month for feature in catalog.monthly if feature.id not in hidden} == {number}


def test_the_timeline_has_the_periods_that_playing_it_shows() -> None:
    catalog, _ = built_in()
    found = marks(catalog)
    whole, ends, when = extent(found), playback.stops(found), None
    assert whole is not None
    for each in moments(FilmSubject.TIMELINE):
        when = playback.stepped(when, whole, ends, 1)
        assert each.session.when == when
    assert when is None


def test_the_timeline_stays_within_the_period_of_the_map() -> None:
    catalog, drawings = built_in()
    chosen = Range(date(2022, 1, 1), date(2023, 12, 31))
    session = replace(start(catalog, Session()), when=chosen)
    scene = compose(catalog, session, drawings)
    found = moments_of(FilmSubject.TIMELINE, scene, session, drawings, wording("en"))
    whens = [each.session.when for each in found]
    assert len(whens) > 2 and all(when and when.first >= chosen.first for when in whens)
    assert [when.last for when in whens if when] == sorted({when.last for when in whens if when})
    assert whens[-1] == chosen


def test_the_tour_has_each_step_with_its_view_and_text() -> None:
    catalog, drawings = built_in()
    found = moments(FilmSubject.TOUR)
    assert [(each.title, each.words) for each in found] == [(step.title, step.text) for step in catalog.tour]
    for step, each in zip(catalog.tour, found, strict=True):
        assert each.box == map_views.view(step, catalog, drawings)
        assert each.session.projection == step.projection
        # Long texts are shown for longer.
        assert each.seconds >= len(step.text) / 20


def test_a_film_shows_the_translations_of_its_atlas() -> None:
    catalog, drawings = built_in()
    first, session = catalog.tour[0], start(catalog, Session())
    atlas = replace(catalog, words={"zh": AtlasWords({first.title: "开始"})})
    found = moments_of(FilmSubject.TOUR, compose(atlas, session, drawings), session, drawings, wording("zh"))
    assert found[0].title == "开始"
    assert found[0].words == wording("zh")(first.text), "the program has the rest"


def test_the_last_picture_stays_before_the_film_begins_again() -> None:
    for subject in (FilmSubject.YEAR, FilmSubject.TIMELINE, FilmSubject.TOUR):
        assert moments(subject)[-1].seconds >= LAST_S


def test_the_ice_of_a_year_is_named_by_its_layer_and_needs_no_events() -> None:
    catalog, _ = built_in()
    session = without_events(catalog, start(catalog, Session()))
    assert {"drills", "diplomacy", "governance"} <= session.hidden
    assert not {"lanes", "ports", "ice-edge"} & (session.hidden - catalog.monthly_layers)
    assert title_of(FilmSubject.YEAR, catalog, wording("en")) == "Median ice edge 1981-2010"
    assert title_of(FilmSubject.TIMELINE, catalog, wording("en")) is None


@pytest.mark.parametrize(
    ("subject", "why"),
    [
        (FilmSubject.YEAR, "the atlas has no ice by month"),
        (FilmSubject.TIMELINE, "nothing that the map shows has a date"),
        (FilmSubject.TOUR, "the atlas has no tour"),
        (FilmSubject.ROUTE, "the map shows no route by sea"),
    ],
)  # fmt: skip
def test_an_atlas_without_it_cannot_be_filmed(subject: FilmSubject, why: str) -> None:
    catalog, drawings = built_in()
    empty = compose(replace(catalog, layers=(), facts=(), tour=()), Session(), drawings)
    whole = compose(catalog, Session(), drawings)
    assert offered(whole) == (FilmSubject.YEAR, FilmSubject.TIMELINE, FilmSubject.TOUR)
    assert offered(empty) == ()
    with pytest.raises(ExportError, match=why):
        moments_of(subject, empty, Session(), drawings, wording("en"))


def test_a_map_of_files_alone_has_their_times_alone() -> None:
    catalog, drawings = built_in()
    days = LayerDays(date(2024, 3, 1), date(2024, 3, 31), (4, 0, 2))
    ships = replace(catalog.layers[-1], id="ships", file="ships.csv", topic="opened", days=days)
    both = replace(catalog, layers=(*catalog.layers, ships))
    everything = start(both, Session())
    alone = replace(everything, hidden=frozenset(each.id for each in catalog.layers))
    found = [
        moments_of(FilmSubject.TIMELINE, compose(both, each, drawings), each, drawings, wording("en"))
        for each in (everything, alone)
    ]
    assert found[0][0].words == "1992" and [each.words for each in found[1]] == [
        "1 January to 11 March 2024",
        "2024",
    ]


def test_a_ship_sails_equal_parts_of_a_short_way_across_180_degrees() -> None:
    catalog, drawings = built_in()
    ends = port("", "A", 179.9, 60.0), port("", "B", -179.9, 60.0)
    line = RouteLine("direct", (ends[0].water, ends[1].water), 11_000.0, ())
    plan = Plan(Itinerary(Stop("A", ends[0].place), Stop("B", ends[1].place)), None, ends, (line,))
    session = start(catalog, Session())
    with_way = with_route(catalog, plan, "km")
    with_drawing = drawings.with_route(next(each for each in with_way.layers if each.id == LAYER))
    scene = compose(with_way, session, with_drawing, plan)
    found = moments_of(FilmSubject.ROUTE, scene, session, drawings, wording("en"))
    ships = [each.sailed[-1][0] % 360.0 for each in found]
    assert ships == pytest.approx([179.9 + 0.2 * step / SAILING_STEPS for step in range(SAILING_STEPS + 1)])
