"""What pages say of their maps: each view and each fact has a headline of its own."""

import re
from dataclasses import replace

import pytest
from tests.built_in import built_in, built_in_atlas
from tests.wordings import CHINESE, RUSSIAN

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.catalog import DRAWN, Catalog
from arctic_map.model.fact import Fact, Kind
from arctic_map.model.feature import Precision
from arctic_map.model.preferences import Names
from arctic_map.model.projection import Box, Projection
from arctic_map.model.view import Selection
from arctic_map.model.wording import Wording
from arctic_map.scene.compose import compose, start
from arctic_map.scene.headlines import headline
from arctic_map.scene.session.session import Session
from arctic_map.storage.shipped.languages import wording


def headline_of(session: Session, box: Box | None = None, facts: tuple[str, ...] = ()) -> str:
    catalog, drawings = built_in()
    scene = compose(catalog, start(catalog, session), drawings)
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
    heading = headline(scene, drawn, scene.projection.printed)
    first = next(fact.id for fact in catalog.facts if fact.headline == heading)
    others = [id for id in catalog.fact if id != first][:2]
    assert headline(scene, drawn, scene.projection.printed, others) != heading


def test_where_nothing_of_the_article_fills_the_map_nothing_is_claimed() -> None:
    x, y = projection_named("nsr").pole or (0.0, 0.0)
    assert headline_of(Session(), (x - 1e5, y - 1e5, x + 1e5, y + 1e5)) == ""


@pytest.mark.parametrize("words", [RUSSIAN, CHINESE], ids=["ru", "zh"])
def test_a_page_about_one_fact_says_it_in_russian_and_chinese(words: Wording) -> None:
    catalog, drawings = built_in()
    assert [fact.id for fact in catalog.facts if not words.knows(fact.headline)] == []
    scene = compose(catalog, start(catalog, Session(selected=Selection(fact="S3"))), drawings)
    text = headline(replace(scene, wording=words), {}, scene.projection.printed)
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
    assert headline(scene, {}, scene.projection.printed) == "Known in English only"
    assert headline(replace(scene, wording=RUSSIAN), {}, scene.projection.printed) == ""
