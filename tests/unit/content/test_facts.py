"""Facts of content: one that is broken gives its sentence, and edits keep facts and features in step."""

import json
from pathlib import Path

import pytest
from tests.unit.content.contents import NEW, PORT, WITH_LAYER, problems_with, read

from arctic_map.content.catalog import load
from arctic_map.content.charts import CHARTS
from arctic_map.content.edits import Content, EditRefused, put_row, rows_of
from arctic_map.content.facts import new_fact_id, put_fact, remove_fact
from arctic_map.content.features import features_of, put_feature
from arctic_map.content.ledger import LEDGER
from arctic_map.content.tour import STEP
from arctic_map.model.chart import Chart, ChartItem, FigureRef, Form
from arctic_map.model.reckoning import Operation, Reckoning

FACT = {"id": "F1", "text": "An icebreaker went from Tromsø.", "kind": "reported", "when": "2024-05"}


def test_a_fact_is_read_as_it_was_put() -> None:
    content = put_fact(NEW, "trade", FACT)
    catalog = read(content)
    assert not catalog.problems
    assert [(fact.id, fact.topic, fact.text, fact.when) for fact in catalog.facts] == [
        ("F1", "trade", FACT["text"], "2024-05")
    ]
    assert new_fact_id(content) == "F2"


def test_a_fact_and_a_feature_name_each_other_whichever_was_edited() -> None:
    content = put_feature(put_fact(WITH_LAYER, "trade", FACT), "ships", PORT)
    linked = put_fact(content, "trade", {**FACT, "features": ["tromso"]})
    assert features_of(linked, "ships")[0]["properties"]["facts"] == ["F1"]
    assert not read(linked).problems
    properties = {**PORT["properties"], "facts": ["F1"]}  # type: ignore[dict-item]
    from_the_feature = put_feature(content, "ships", {**PORT, "properties": properties})
    assert read(from_the_feature).fact["F1"].features == ("tromso",)
    assert not read(from_the_feature).problems


def test_a_fact_that_goes_is_named_by_nothing() -> None:
    content = put_feature(put_fact(WITH_LAYER, "trade", FACT), "ships", PORT)
    content = put_fact(content, "trade", {**FACT, "features": ["tromso"]})
    step = {"id": "s", "title": "S", "text": "Says.", "facts": ["F1"], "view": ["tromso"]}
    content = put_row(content, "tour.toml", STEP, step)
    removed = remove_fact(content, "F1")
    assert "F1" not in read(removed).fact
    assert features_of(removed, "ships")[0]["properties"]["facts"] == []
    assert rows_of(removed, "tour.toml", STEP)[0]["facts"] == []
    assert not read(removed).problems


def test_a_fact_moves_to_the_file_of_its_topic() -> None:
    content = put_fact(put_fact(NEW, "trade", FACT), "ice", FACT)
    assert [fact.topic for fact in read(content).facts] == ["ice"]


BREADTH = {"value": 7, "unit": "km", "what": "of breadth"}
FIGURES = [{"value": value, "unit": "km", "what": f"in {year}"} for value, year in ((1, 2020), (2, 2022))]


def with_chart_of_the_second_figure() -> Content:
    content = put_fact(NEW, "trade", {**FACT, "figures": FIGURES})
    item = ChartItem(label="2022", figures=(FigureRef("F1", 2),))
    chart = Chart(id="", title="Ways", unit="km", form=Form.BARS, style="lane-nsr", items=(item,))
    row = Reckoning(
        id="", what="Sum", unit="km", way=Operation.SUM, of=(FigureRef("F1", 2),),
        feature="", stated=None, group="", how="", why="",
    )  # fmt: skip
    return LEDGER.keep(row)(CHARTS.keep(chart)(content))


@pytest.mark.parametrize(
    "figures",
    [
        FIGURES[1:],
        [BREADTH, FIGURES[1]],
        [FIGURES[1], FIGURES[0]],
        [FIGURES[1], BREADTH],
        [{**FIGURES[1], "value": 3}],
        [{**FIGURES[0], "what": "in May"}, {**FIGURES[1], "what": "in 2022, too"}],
    ],
)
def test_charts_and_the_ledger_follow_the_figures_of_a_fact(figures: list[dict[str, object]]) -> None:
    catalog = read(put_fact(with_chart_of_the_second_figure(), "trade", {**FACT, "figures": figures}))
    assert not catalog.problems
    for ref in (catalog.charts[0].items[0].figures[0], catalog.ledger[0].of[0]):
        assert "2022" in catalog.fact["F1"].figures[ref.number - 1].what


def test_a_figure_that_a_chart_shows_is_not_deleted() -> None:
    with pytest.raises(EditRefused, match=r"the figure F1\.2 is used by “Ways”; remove it there first"):
        put_fact(with_chart_of_the_second_figure(), "trade", {**FACT, "figures": [BREADTH, FIGURES[0]]})


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "rumour"}, "unknown kind"),
        ({"when": "May"}, "not a date"),
        ({"text": " "}, "the text is empty"),
        ({"kind": "attributed"}, "says who said it"),
    ],
)
def test_a_fact_that_could_not_be_read_is_refused(changes: dict[str, str], why: str) -> None:
    with pytest.raises(EditRefused, match=why):
        put_fact(NEW, "trade", {**FACT, **changes})


def fact(**entries: str) -> str:
    """A sound fact in TOML, but for what is given; an entry that is empty is left out."""
    whole = {"id": '"T9"', "text": '"Words."', "kind": '"reported"'} | entries
    return "[[fact]]\n" + "\n".join(f"{key} = {value}" for key, value in whole.items() if value) + "\n"


FACTS: dict[str, tuple[str | bytes, str]] = {
    "no TOML": (
        "[[fact]\n",
        "line 1, column 7: this is not TOML: expected ']]' at the end of an array declaration",
    ),
    "long": (b"#" * 2_000_001, "the file has 2 MB; at most 2 MB are read"),
    "a table": ("[fact]\nid = 'T9'", "fact: expected a list of facts, each written as [[fact]]"),
    "other lists": ("[[facts]]\nid = 'T9'", "facts: unknown key 'facts'; facts are written as [[fact]]"),
    "no text": (fact(text=""), "T9: 'text' is missing"),
    "unknown key": (fact(figurs="[]"), "T9: unknown key 'figurs'"),
    "bad id": (
        fact(id='"T 9"'),
        "fact[0].id: 'T 9' is not an id: up to 64 of the letters A-Z and a-z, the digits and the hyphen",
    ),
    "number for a text": (fact(where="7"), "T9.where: expected a text or nothing, not a whole number"),
    "date without quotes": (fact(when="2024-11-05"), 'T9.when: dates are written in quotes, as in "2024-11"'),
    "unknown kind": (
        fact(kind='"rumour"'),
        "T9.kind: unknown kind 'rumour'; known: attributed, forecast, judgement, reported",
    ),
    "attributed to nobody": (
        fact(kind='"attributed"'),
        "T9.attributed_to: an attributed fact says who said it",
    ),
    "reported by somebody": (
        fact(attributed_to='"Rosatom"'),
        "T9.attributed_to: only an attributed fact has this, not a reported one",
    ),
    "figure that is no number": (
        fact(figures='[{ value = nan, unit = "t", what = "x" }]'),
        "T9.figures[0].value: expected a number of at most 15 digits",
    ),
    "unknown feature": (fact(features='["atlantis"]'), "T9.features: there is no feature 'atlantis'"),
    "feature named twice": (fact(features='["moscow", "moscow"]'), "T9.features[1]: 'moscow' is named twice"),
    "id of another file": (fact(id='"D1"'), "D1: the id 'D1' is already used in facts/diplomacy.toml"),
}


@pytest.mark.parametrize(("content", "sentence"), FACTS.values(), ids=FACTS)
def test_a_faulty_fact_says_where_and_why(data: Path, content: str | bytes, sentence: str) -> None:
    catalog = (data / "catalog.toml").read_text()
    (data / "catalog.toml").write_text(
        catalog.replace(
            '["facts/trade.toml", "facts/diplomacy.toml"]',
            '["facts/diplomacy.toml", "facts/security.toml", "facts/trade.toml"]',
        )
    )
    assert problems_with(data, "facts/security.toml", content) == [f"facts/security.toml: {sentence}"]
    assert "T1" in load(data).fact


def test_a_hundred_thousand_links_are_followed_in_no_time(data: Path) -> None:
    ids = [f"x{number}" for number in range(100_000)]
    path = data / "facts/trade.toml"
    path.write_text(path.read_text().replace('["arkhangelsk"]', json.dumps(["arkhangelsk", *ids])))
    assert len(load(data).problems) == 1000
