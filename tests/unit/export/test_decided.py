"""What a page of its own looks up is what the window would show, and it has all lines of the legend."""

from dataclasses import asdict, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.built_in import built_in_atlas, read_drawing

from arctic_map.content.vocabulary import FIRST_YEAR, LAST_YEAR
from arctic_map.export.decided import KINDS, feature_signs, period_words
from arctic_map.export.html.embedded import data, extent
from arctic_map.export.html.offered_views import chosen_days
from arctic_map.model.catalog import Catalog
from arctic_map.model.feature import CLASSES
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.scene.symbology import legend
from arctic_map.scene.timeline import Range, period_in_words

DAYS = st.dates(date(1990, 1, 1), date(2036, 12, 31))


@cache
def built_in() -> tuple[Catalog, Drawings]:
    catalog = built_in_atlas()
    return catalog, drawings_for(catalog, read_drawing)


@cache
def page() -> Any:
    return data(shown(), built_in()[1])


def shown(*steps: actions.Action) -> Scene:
    catalog, drawings = built_in()
    session = start(catalog, Session())
    for step in steps:
        session = step(session)
    return compose(catalog, session, drawings)


def key(flags: Any) -> str:
    return "".join("1" if flag else "0" for flag in flags)


class Looked:
    """The page in one of its states, by the same few look-ups as the script's."""

    def __init__(self, hidden: set[str], when: Range | None) -> None:
        self.page, self.hidden = page(), hidden
        self.days = chosen_days(when, built_in()[0])
        features = self.page["features"]
        self.there = {
            id
            for id, one in features.items()
            if one["layer"] not in hidden and self.within("features", id) and not one.get("never")
        }
        self.seen = [id for id in self.page["facts"] if self.within("facts", id)]

    def within(self, kind: str, id: str) -> bool:
        span = self.page[kind][id]["span"]
        if not span or not self.days:
            return True
        if self.days["hidden"]:
            return id not in self.days["hidden"][kind]
        return bool(span[0] <= self.days["last"] and span[1] >= self.days["first"])

    @property
    def signs(self) -> set[tuple[str, str, float, float]]:
        found = set()
        for feature, (x, y) in self.page["projections"]["nsr"]["spots"].items():
            facts = [self.page["facts"][id] for id in self.seen]
            kinds = {fact["kind"] for fact in facts if feature in fact["features"]}
            signs = self.page["features"][feature].get("signs", {})
            if feature in self.there:
                for sign in signs.get(key(kind in kinds for kind in range(len(KINDS))), []):
                    found.add((feature, sign["style"], x + sign["dx"], y + sign["dy"]))
        return found


@settings(max_examples=25)
@given(st.data())
def test_signs_are_those_of_the_window_in_every_state(chosen: st.DataObject) -> None:
    catalog, _ = built_in()
    layers = [layer.id for layer in catalog.layers]
    hidden = chosen.draw(st.sets(st.sampled_from(layers)))
    first, last = sorted((chosen.draw(DAYS), chosen.draw(DAYS)))
    when = chosen.draw(st.sampled_from([None, Range(first, last)]))
    steps = [actions.show_layers(layers, True), actions.show_layers(sorted(hidden), False)]
    scene = shown(*steps, actions.choose_range(when))
    looked = Looked(hidden, when)
    assert looked.signs == {(s.feature, s.style, s.x + s.dx, s.y + s.dy) for s in scene.signs}


def test_every_line_of_the_legend_is_there_with_what_it_may_share() -> None:
    catalog, _ = built_in()
    entries = {line["style"]: line for line in page()["legend"]}
    ways = {style for style in catalog.symbology.styles if style.startswith("way-")}
    words = {style: text for style, text in legend.words(catalog.symbology).items() if style not in ways}
    assert {style: line["text"] for style, line in entries.items()} == words, "all but those of a route"
    assert (entries["lane-cape"]["with"], entries["lane-cape"]["tail"]) == ("lane-suez", "by the Cape")
    assert [line["for"] for line in page()["foot"]][-len(CLASSES) :] == [*CLASSES]
    assert {page()["features"]["Z1"]["precision"]} == {catalog.features["Z1"].precision}


def test_a_first_view_is_explained_before_the_map_is_there() -> None:
    first = page()["projections"]["nsr"]["legend"]
    assert first == [asdict(entry) for entry in shown().legend] != []


def text_of(words: Any, first: int, last: int) -> str:
    """The words of whole months, counted from the year 0, as the script finds them."""
    if first // 12 == last // 12:
        found: str = words["within"][f"{first % 12},{last % 12}"].replace("{year}", str(first // 12))
        return found
    start = words["starts"].get(first, words["months"].get(first))
    end = words["ends"].get(last, words["months"].get(last))
    across: str = words["across"].replace("{from}", start).replace("{to}", end)
    return across


WORDS = period_words(Range(date(1990, 5, 1), date(2036, 2, 3)), None)


@given(st.integers(12 * 1990, 12 * 2036 + 11), st.integers(12 * 1990, 12 * 2036 + 11))
def test_periods_are_called_as_in_the_window(one: int, other: int) -> None:
    first, last = sorted((one, other))
    after = date((last + 1) // 12, (last + 1) % 12 + 1, 1)
    whole = Range(date(first // 12, first % 12 + 1, 1), after - timedelta(days=1))
    assert text_of(WORDS, first, last) == period_in_words(whole)


def test_the_first_and_the_last_year_that_content_may_name_have_words() -> None:
    for year in (FIRST_YEAR, LAST_YEAR):
        words = period_words(Range(date(year, 1, 1), date(year, 12, 31)), None)
        assert len(words["months"]) == 12


def test_the_first_and_the_last_year_of_the_calendar_have_words() -> None:
    for first, last in ((date.min, date(2, 12, 31)), (date(9998, 1, 1), date.max)):
        words = period_words(Range(first, last), None)
        assert text_of(words, first.year * 12, last.year * 12 + 11) == period_in_words(Range(first, last))


def test_days_that_are_no_whole_months_are_called_so_too() -> None:
    when = Range(date(2024, 9, 10), date(2024, 9, 16))
    days = chosen_days(when, built_in()[0])
    assert days and days["words"] == "10 to 16 September 2024" and days["hidden"]["facts"]
    assert (days["first"], days["last"]) == (12 * 2024 + 8, 12 * 2024 + 8)
    assert set(period_words(None, when)["months"]) == {*range(2024 * 12, 2025 * 12)}


def test_every_month_in_reach_has_a_name() -> None:
    reach = extent(shown())
    assert reach is not None
    months = page()["period"]["months"]
    assert months[reach.first.year * 12] == f"January {reach.first.year}"
    assert months[reach.last.year * 12 + 11] == f"December {reach.last.year}"


def test_a_feature_and_a_fact_say_where_the_map_goes() -> None:
    goals = page()["projections"]["nsr"]["goals"]
    x, y, *_ = page()["projections"]["nsr"]["places"]["arkhangelsk"]
    for id in ("arkhangelsk", "T1"):
        x0, y0, x1, y1 = goals[id]
        assert x0 < x < x1 and y0 < y < y1


def test_signs_stand_in_the_order_of_the_kinds_in_every_run() -> None:
    """Python shuffles a set of words differently in each process, and the page is to have the same bytes."""
    catalog, _ = built_in()
    feature = next(iter(catalog.features.values()))
    facts = [replace(catalog.facts[0], kind=kind, features=(feature.id,)) for kind in KINDS]
    alone = [key(each is kind for each in KINDS) for kind in KINDS]
    for ordered in (facts, facts[::-1]):
        signs = feature_signs(feature, catalog, ordered)
        ones = [kinds for kinds in signs if kinds in alone]
        assert len(ones) > 1 and ones == [kinds for kinds in alone if kinds in signs]
