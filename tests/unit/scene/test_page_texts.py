"""What a page says of the ways that are drawn on it."""

import re
from dataclasses import replace
from typing import Any

import pytest
from tests.built_in import built_in, built_in_atlas
from tests.unit.scene.routing.made_up import catalog, layer, point, port
from tests.wordings import CHINESE, RUSSIAN

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import DRAWN, Catalog
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.feature import Precision
from arctic_map.model.itinerary import LAYER, Itinerary, Port, Speeds
from arctic_map.model.preferences import DEFAULT, Names
from arctic_map.model.projection import Box, Projection, Selection
from arctic_map.model.strait import RouteVariant, Strait
from arctic_map.model.tr import ENGLISH, Wording
from arctic_map.scene.compose import compose, start
from arctic_map.scene.page_texts import distances, headline, not_on_route, page_headline, shown_routes
from arctic_map.scene.routing.routes import Plan, Route
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import HiddenByTime
from arctic_map.storage.languages import wording

START, FINISH = port("RUMMK", "Murmansk", 33.0, 69.0), port("", "Elsewhere", 140.0, 35.0)


def route(by: Any, km: float, ice: float | None = None) -> Route:
    return Route(START, FINISH, by, (), ((0.0, 0.0), (1.0, 0.0)), km, km / 1000, ice)


STRAITS = (
    Strait("vilkitsky", "Vilkitsky Strait", (), "nsr"),
    Strait("shokalsky", "Shokalsky Strait", (), "nsr"),
    Strait("panama", "Panama Canal", (), "panama"),
    *(Strait(id, name, ()) for id, name in (("dover", "Strait of Dover"), ("kiel", "Kiel Canal"))),
    *(Strait(id, name, ()) for id, name in (("sunda", "Sunda Strait"), ("torres", "Torres Strait"))),
)


class Shown:
    """As much of a scene as these words are made from."""

    def __init__(
        self,
        *routes: Route,
        month: int | None = None,
        shown: bool = True,
        hidden: str = "",
        stops: tuple[Port, ...] = (),
        closed: tuple[str, ...] = (),
        only: tuple[RouteVariant, ...] = (),
    ) -> None:
        self.routes = routes
        self.layers = (replace(layer(LAYER), shown=shown), layer("ports"))
        self.filtered_out = HiddenByTime(features=frozenset({hidden} - {""}))
        self.preferences, self.wording = DEFAULT, ENGLISH
        self.speeds, self.plan = (
            Speeds(14.0, 8.5),
            (Plan(Itinerary(closed=closed, only=only), month, stops, straits=STRAITS)),
        )
        self.catalog = catalog(layer("ports", point("m", "Murmansk", 33.0, 69.0, names={"ru": "Мурманск"})))


def scene(*routes: Route, **more: Any) -> Any:
    return Shown(*routes, **more)


NSR, SUEZ = route("nsr", 10_000.0, 2_500.0), route("suez", 20_000.0, 0.0)


def test_ways_are_shown_unless_they_or_their_layer_are_hidden() -> None:
    assert shown_routes(scene(NSR, SUEZ)) == (NSR, SUEZ)
    assert shown_routes(scene(NSR, SUEZ, hidden="route.nsr")) == (SUEZ,)
    assert shown_routes(scene(NSR, shown=False)) == ()


def test_a_headline_compares_the_first_arctic_way_with_the_first_other_one() -> None:
    assert headline(scene()) == headline(scene(NSR, shown=False)) == ""
    assert headline(scene(NSR)) == "Murmansk to Elsewhere: 10,000 km by the Northern Sea Route"
    both = "Murmansk to Elsewhere: 10,000 km by the Northern Sea Route, 20,000 by Suez"
    laptev, panama = route("nsr-laptev", 10_100.0), route("panama", 21_000.0)
    assert headline(scene(NSR, laptev, SUEZ, panama)) == both
    suez_first = headline(scene(route("suez", 9_000.0), route("cape", 9_500.0), NSR))
    assert suez_first == "Murmansk to Elsewhere: 9,000 km by Suez, 10,000 by the Northern Sea Route"


def test_a_headline_names_a_high_latitude_way_only_on_request_or_where_there_is_no_other() -> None:
    pole = route("pole", 9_000.0)
    assert headline(scene(NSR, pole)) == "Murmansk to Elsewhere: 10,000 km by the Northern Sea Route"
    across = "Murmansk to Elsewhere: 9,000 km across the pole, high-latitude"
    assert headline(scene(pole)) == across
    assert headline(scene(pole, SUEZ, only=("pole", "suez"))) == f"{across}, 20,000 by Suez"


def test_a_headline_names_month_waypoints_and_closed_straits() -> None:
    by_honolulu = (START, port("USHNL", "Honolulu"), FINISH)
    requested = scene(NSR, SUEZ, month=9, stops=by_honolulu, closed=("panama", "dover"))
    assert headline(requested) == (
        "Murmansk to Elsewhere via Honolulu in September, Panama Canal, Strait of Dover closed: "
        "10,000 km by the Northern Sea Route, 20,000 by Suez"
    )
    unnamed = scene(NSR, stops=(START, port("", "", -150.0, 55.0), FINISH))
    assert headline(unnamed).startswith("Murmansk to Elsewhere via 55.0°N 150.0°W: ")
    many = scene(NSR, closed=("dover", "kiel", "sunda", "torres"))
    assert headline(many).startswith("Murmansk to Elsewhere, 4 straits closed: ")
    places = headline(scene(NSR, stops=(START, *by_honolulu * 2, FINISH)))
    assert places.startswith("Murmansk to Elsewhere via 6 places: ")
    one, all_ = ("vilkitsky",), ("shokalsky", "vilkitsky")
    assert "Elsewhere, Vilkitsky Strait closed:" in headline(scene(SUEZ, closed=one))
    assert "Elsewhere, Northern Sea Route closed:" in headline(scene(SUEZ, closed=all_))


def test_each_way_has_its_length_days_and_ice() -> None:
    chart = distances(scene(NSR, SUEZ, month=9))
    assert chart is not None and chart.heading == "Murmansk to Elsewhere"
    assert [(row.label, row.words, row.value, row.icy, row.style) for row in chart.rows] == [
        ("Northern Sea Route", "10,000 km, 10.0 days", 10_000.0, 2_500.0, "way-nsr"),
        ("Suez Canal", "20,000 km, 20.0 days", 20_000.0, 0.0, "way-suez"),
    ]
    assert distances(scene()) is None


def test_the_heading_of_distances_names_waypoints_and_closed_straits() -> None:
    by_honolulu = (START, port("USHNL", "Honolulu"), FINISH)
    chart = distances(scene(NSR, month=9, stops=by_honolulu, closed=("panama",)))
    assert chart is not None and chart.heading == "Murmansk to Elsewhere via Honolulu, Panama Canal closed"


@pytest.mark.parametrize(
    ("month", "ice", "notes"),
    [
        (None, None, ("At 14 knots",)),
        (9, 2_500.0, ("At 14 knots, in ice at 8.5", "Pale: in the median ice of September, 1981-2010")),
        (1, 1.0, ("At 14 knots, in ice at 8.5", "Pale: in the median ice of January, 1981-2010")),
        (9, 0.0, ("At 14 knots, in ice at 8.5",)),
    ],
)
def test_notes_say_the_speeds_and_what_is_pale(
    month: int | None, ice: float | None, notes: tuple[str, ...]
) -> None:
    chart = distances(scene(route("nsr", 10_000.0, ice), month=month))
    assert chart is not None and chart.notes == notes


def test_a_note_names_the_ports_near_which_lengths_are_not_reliable() -> None:
    far = replace(FINISH, moved=40_000.0)
    chart = distances(scene(NSR, stops=(START, far)))
    assert chart is not None and chart.notes == ("At 14 knots", "Not reliable near Elsewhere")


def test_a_page_about_a_route_leaves_out_the_lanes_drills_and_politics_of_the_atlas() -> None:
    atlas = built_in_atlas()
    left_out = not_on_route(atlas)
    assert {"lanes", "drills", "governance", "ports"} <= left_out
    assert "land" not in left_out


def headline_of(session: Session, box: Box | None = None, facts: tuple[str, ...] = ()) -> str:
    catalog, drawings = built_in()
    scene = compose(catalog, start(catalog, session), drawings)
    drawn = {
        layer.id: drawings.get(layer.id, session.projection)
        for layer in scene.layers
        if layer.shown and layer.kind in DRAWN
    }
    return page_headline(scene, drawn, box or scene.projection.printed, facts)


def test_every_fact_has_a_headline_short_enough_for_a_page_and_of_its_own() -> None:
    facts = built_in()[0].facts
    assert [fact.id for fact in facts if not 20 <= len(fact.headline) <= 80] == []
    assert len({fact.headline for fact in facts}) == len(facts)


ATLASES = {"china-russia": built_in_atlas(), "sea-ice": load(resources.atlases() / "sea-ice")}
SPEECH_VERBS = re.compile(r"\b(says|warns|counts|reports|notes|proposes)\b")
OPINION = re.compile(
    r"\b(may|might|could|thinks|expects|believes|finds|argues|writes|suggests?|in the author's view)\b"
)
REPORTED: dict[Names, str] = {"en": "as reported", "ru": "по сообщениям", "zh": "据报道"}


def speakers(fact: Fact, atlas: Catalog) -> set[str]:
    """The words of a headline by which a reader knows who says so: surname, organisation or office."""
    office = " ".join(person.role for person in atlas.people if person.name == fact.attributed_to)
    return {(fact.attributed_to or "").split()[-1], *re.findall("admiral|analyst|envoy|governor", office)}


@pytest.mark.parametrize("name", ATLASES)
def test_the_headline_of_an_attributed_fact_names_who_says_so(name: str) -> None:
    atlas = ATLASES[name]
    silent = [
        fact.headline
        for fact in atlas.facts
        if fact.kind is Kind.ATTRIBUTED
        and not (
            SPEECH_VERBS.search(fact.headline)
            and any(word in fact.headline for word in speakers(fact, atlas))
        )
    ]
    assert silent == []


@pytest.mark.parametrize("name", ATLASES)
def test_the_headline_of_a_forecast_or_judgement_leaves_it_open(name: str) -> None:
    opinions = [fact for fact in ATLASES[name].facts if fact.kind in (Kind.FORECAST, Kind.JUDGEMENT)]
    assert [fact.headline for fact in opinions if not OPINION.search(fact.headline)] == []


@pytest.mark.parametrize("name", ATLASES)
def test_the_headline_of_a_judgement_says_whose_it_is(name: str) -> None:
    judgements = [fact for fact in ATLASES[name].facts if fact.kind is Kind.JUDGEMENT]
    assert [fact.headline for fact in judgements if not re.search("author|article", fact.headline)] == []


@pytest.mark.parametrize("language", REPORTED)
@pytest.mark.parametrize("name", ATLASES)
def test_the_title_of_a_page_with_places_that_nobody_disclosed_says_that_they_are_reported(
    name: str, language: Names
) -> None:
    features = ATLASES[name].features
    titles = [
        wording(language)(row.text)
        for row in ATLASES[name].headlines
        if any(features[id].precision is Precision.UNDISCLOSED for id in row.features)
    ]
    assert [title for title in titles if REPORTED[language] not in title] == []


def test_figures_of_headlines_are_those_of_the_fact() -> None:
    for fact in built_in()[0].facts:
        numbers = [word.strip(",:.") for word in fact.headline.split() if word[0].isdigit()]
        text = f"{fact.text} {' '.join(f'{figure.value:,}' for figure in fact.figures)} {fact.when}"
        assert [
            number for number in numbers if number not in text and (fact.id, number) != ("T4", "14,440")
        ] == []


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_the_first_view_of_every_projection_says_what_it_shows(projection: Projection) -> None:
    assert "14,440 km" in headline_of(Session(projection=projection.id))


def test_the_world_compares_all_three_ways() -> None:
    assert headline_of(Session(projection="world")).endswith("18,709 by Suez, 26,022 round the Cape")


def test_the_drills_are_named_only_where_they_are_shown() -> None:
    assert "drills" in headline_of(Session())
    assert (
        headline_of(Session(hidden=frozenset({"drills"}))) == "Shanghai to Hamburg by the Arctic: 14,440 km"
    )


def test_a_page_about_one_fact_says_what_it_claims() -> None:
    fact = built_in()[0].fact
    assert headline_of(Session(), facts=("T12",)) == fact["T12"].headline
    assert headline_of(Session(selected=Selection(fact="S3"))) == fact["S3"].headline
    assert headline_of(Session(selected=Selection(feature="vologda"))) == fact["T12"].headline


def test_a_page_that_lists_facts_is_not_headed_by_another_one() -> None:
    catalog, drawings = built_in()
    without = replace(catalog, headlines=())
    scene = compose(without, start(without, Session()), drawings)
    drawn = {layer.id: drawings.get(layer.id, "nsr") for layer in scene.layers if layer.kind in DRAWN}
    heading = page_headline(scene, drawn, scene.projection.printed)
    first = next(fact.id for fact in catalog.facts if fact.headline == heading)
    others = [id for id in catalog.fact if id != first][:2]
    assert page_headline(scene, drawn, scene.projection.printed, others) != heading


def test_where_nothing_of_the_article_fills_the_map_nothing_is_claimed() -> None:
    x, y = projection_named("nsr").pole or (0.0, 0.0)
    assert headline_of(Session(), (x - 1e5, y - 1e5, x + 1e5, y + 1e5)) == ""


@pytest.mark.parametrize("words", [RUSSIAN, CHINESE], ids=["ru", "zh"])
def test_a_page_about_one_fact_says_it_in_russian_and_chinese(words: Wording) -> None:
    catalog, drawings = built_in()
    assert [fact.id for fact in catalog.facts if not words.knows(fact.headline)] == []
    scene = compose(catalog, start(catalog, Session(selected=Selection(fact="S3"))), drawings)
    text = page_headline(replace(scene, wording=words), {}, scene.projection.printed)
    assert text == words(catalog.fact["S3"].headline) != catalog.fact["S3"].headline


OPINION_IN_RUSSIAN = "считает|полагает|ожидает|пишет|по мнению автора|мог(ло|ли)? бы|могут"


@pytest.mark.parametrize(
    ("words", "left_open"), [(RUSSIAN, OPINION_IN_RUSSIAN), (CHINESE, "作者|文章|可能")], ids=["ru", "zh"]
)
def test_a_translated_headline_leaves_open_what_the_fact_does(words: Wording, left_open: str) -> None:
    opinions = [fact for fact in built_in_atlas().facts if fact.kind in (Kind.FORECAST, Kind.JUDGEMENT)]
    lines = [words(fact.headline) for fact in opinions]
    assert [each for each in lines if not re.search(left_open, each)] == []


def test_a_language_without_the_words_says_nothing_in_english() -> None:
    catalog, drawings = built_in()
    unknown = replace(catalog, facts=(replace(catalog.fact["S3"], headline="Known in English only"),))
    scene = compose(unknown, start(unknown, Session(selected=Selection(fact="S3"))), drawings)
    assert page_headline(scene, {}, scene.projection.printed) == "Known in English only"
    assert page_headline(replace(scene, wording=RUSSIAN), {}, scene.projection.printed) == ""
