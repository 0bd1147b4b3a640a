"""What pages say of their maps: each view and each fact has a headline of its own."""

from dataclasses import replace

import pytest
from tests.built_in import built_in
from tests.wordings import RUSSIAN

from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import DRAWN
from arctic_map.model.fact import Kind
from arctic_map.model.projection import Box, Projection
from arctic_map.model.view import Selection
from arctic_map.scene.compose import compose, start
from arctic_map.scene.headlines import headline
from arctic_map.scene.session.session import Session


def said(session: Session, box: Box | None = None, facts: tuple[str, ...] = ()) -> str:
    held, drawings = built_in()
    scene = compose(held, start(held, session), drawings)
    drawn = {
        layer.id: drawings.get(layer.id, session.projection)
        for layer in scene.layers
        if layer.shown and layer.kind in DRAWN
    }
    return headline(scene, drawn, box or scene.projection.printed, facts)


def test_every_fact_has_a_headline_short_enough_for_a_page_and_of_its_own() -> None:
    facts = built_in()[0].facts
    assert [fact.id for fact in facts if not 20 <= len(fact.headline) <= 80] == []
    assert len({fact.headline for fact in facts}) == len(facts)


def test_a_headline_says_who_thinks_so() -> None:
    opinions = [fact for fact in built_in()[0].facts if fact.kind in (Kind.ATTRIBUTED, Kind.JUDGEMENT)]
    who = ("author", "article", "analyst", "admiral", "envoy", "CSIS", "Rosatom", "governor", "leaders")
    assert [fact.id for fact in opinions if not any(word in fact.headline for word in who)] == []


def test_figures_of_headlines_are_those_of_the_fact() -> None:
    for fact in built_in()[0].facts:
        numbers = [word.strip(",:.") for word in fact.headline.split() if word[0].isdigit()]
        told = f"{fact.text} {' '.join(f'{figure.value:,}' for figure in fact.figures)} {fact.when}"
        assert [
            number for number in numbers if number not in told and (fact.id, number) != ("T4", "14,440")
        ] == []


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_the_first_view_of_every_projection_says_what_it_shows(projection: Projection) -> None:
    assert "14,440 km" in said(Session(projection=projection.id))


def test_the_world_compares_all_three_ways() -> None:
    assert said(Session(projection="world")).endswith("18,709 by Suez, 26,022 round the Cape")


def test_the_drills_are_named_only_where_they_are_shown() -> None:
    assert "drills" in said(Session())
    assert said(Session(hidden=frozenset({"drills"}))) == "Shanghai to Hamburg by the Arctic: 14,440 km"


def test_a_page_about_one_fact_says_what_it_claims() -> None:
    fact = built_in()[0].fact
    assert said(Session(), facts=("T12",)) == fact["T12"].headline
    assert said(Session(selected=Selection(fact="S3"))) == fact["S3"].headline
    assert said(Session(selected=Selection(feature="vologda"))) == fact["T12"].headline


def test_where_nothing_of_the_article_fills_the_map_nothing_is_claimed() -> None:
    x, y = projection_named("nsr").pole or (0.0, 0.0)
    assert said(Session(), (x - 1e5, y - 1e5, x + 1e5, y + 1e5)) == ""


def test_a_language_without_the_words_says_nothing_in_english() -> None:
    held, drawings = built_in()
    scene = compose(held, start(held, Session(selected=Selection(fact="S3"))), drawings)
    russian = replace(scene, wording=RUSSIAN)
    assert headline(russian, {}, scene.projection.printed) == ""
