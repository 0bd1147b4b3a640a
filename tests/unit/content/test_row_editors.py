"""What forms make of ledger, charts, tour and views is read back as it was made, and moved and removed."""

from dataclasses import replace

import pytest
from tests.unit.content.contents import NEW, read

from arctic_map.content import places
from arctic_map.content.charts import CHARTS, is_plain
from arctic_map.content.edits import Content, EditRefused
from arctic_map.content.facts import put_fact
from arctic_map.content.ledger import LEDGER
from arctic_map.content.places import Place
from arctic_map.content.tour import STEPS
from arctic_map.content.views import VIEWS
from arctic_map.geo.measure import legs
from arctic_map.model.chart import Chart, ChartItem, FigureRef, Form
from arctic_map.model.reckoning import Reckoning, Way
from arctic_map.model.saved_view import NamedView, SavedView
from arctic_map.model.tour import TourStep
from arctic_map.scene.ledger.reckonings import computed

FIRST, SECOND = FigureRef("F1", 1), FigureRef("F1", 2)
LINE = {"type": "LineString", "coordinates": [[30.0, 70.0], [60.0, 75.0]]}
KM = legs([(30.0, 70.0), (60.0, 75.0)])[0].metres / 1000.0
BOX = (-1e6, -2e6, 3e6, 2e6)


def content() -> Content:
    figures = (
        {"value": 1000, "unit": "km", "what": "of the way"},
        {"value": 1500, "unit": "km", "what": "of the other"},
    )
    with_fact = put_fact(
        NEW, "trade", {"id": "F1", "text": "The way is long.", "kind": "reported", "figures": figures}
    )
    way = Place(
        name="Way",
        geometry=LINE,
        new_layer="Ways",
        topic="trade",
        style="lane-nsr",
        precision="surveyed",
        source="atlas",
    )
    return places.keep(way)(with_fact)


WITH = content()


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (Reckoning(id="", what="Way", unit="km", way=Way.LENGTH, feature="way", stated=FIRST), KM),
        (Reckoning(id="", what="Way", unit="nmi", way=Way.LENGTH, feature="way"), KM / 1.852),
        (Reckoning(id="", what="Way", unit="km", way=Way.SUM, of=(FIRST, SECOND)), 2500.0),
        (Reckoning(id="", what="Way", unit="km", way=Way.SUM, of=(SECOND,), stated=FIRST), 1500.0),
        (Reckoning(id="", what="Way", unit="%", way=Way.SHARE, of=(FIRST, SECOND)), 100.0 / 1.5),
        (Reckoning(id="", what="Way", unit="km", way=Way.DIFFERENCE, of=(SECOND, FIRST)), 500.0),
    ],
    ids=lambda each: f"{each.way}-{each.unit}" if isinstance(each, Reckoning) else "",
)
def test_a_row_of_the_ledger_is_computed_as_it_was_asked_for(row: Reckoning, value: float) -> None:
    catalog = read(LEDGER.keep(row)(WITH))
    assert not catalog.problems
    assert catalog.ledger == (replace(row, id="way"),)
    assert computed(catalog, catalog.ledger[0]) == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (Reckoning(id="", what="Way", unit="km", way=Way.LENGTH), "feature"),
        (Reckoning(id="", what="Way", unit="%", way=Way.SHARE, of=(FIRST,)), "first"),
        (Reckoning(id="", what="Way", unit="km", way=Way.SUM), "figures"),
        (Reckoning(id="", what=" ", unit="km", way=Way.SUM, of=(FIRST,)), "what"),
        (Reckoning(id="", what="Way", unit="", way=Way.SUM, of=(FIRST,)), "unit"),
    ],
)
def test_what_a_row_lacks_is_named_by_its_field(row: Reckoning, field: str) -> None:
    assert [name for name, _ in LEDGER.problems(row)] == [field]
    with pytest.raises(EditRefused):
        LEDGER.keep(row)(WITH)


def test_a_changed_row_keeps_its_place_and_a_removed_one_is_gone() -> None:
    two = WITH
    for what in ("First", "Second"):
        two = LEDGER.keep(Reckoning(id="", what=what, unit="km", way=Way.SUM, of=(FIRST,)))(two)
    first = read(two).ledger[0]
    changed = read(LEDGER.keep(replace(first, what="Renamed"))(two)).ledger
    assert [(row.id, row.what) for row in changed] == [("first", "Renamed"), ("second", "Second")]
    assert [row.id for row in read(LEDGER.remove("first")(two)).ledger] == ["second"]


def test_a_chart_is_read_as_it_was_made() -> None:
    chart = Chart(
        id="",
        title="Two ways",
        unit="km",
        form=Form.BARS,
        style="lane-nsr",
        items=(ChartItem(label="One", figures=(FIRST,)), ChartItem(label="Two", figures=(SECOND,))),
        note="By hand",
    )
    made = CHARTS.keep(chart)(WITH)
    assert read(made).charts == (replace(chart, id="two-ways"),) and not read(made).problems
    assert is_plain(chart)
    assert not is_plain(replace(chart, beside=(FIRST,)))
    assert read(CHARTS.remove("two-ways")(made)).charts == ()
    lacking = {name for name, _ in CHARTS.problems(replace(chart, title="", items=(), style=""))}
    assert lacking == {"title", "figures", "style"}


def test_steps_are_read_as_they_were_made_and_moved() -> None:
    step = TourStep(
        id="", title="First", text="Look.", projection="nsr", box=BOX, layers=("ways",), facts=("F1",)
    )
    two = STEPS.keep(replace(step, title="Second"))(STEPS.keep(step)(WITH))
    assert read(two).tour == (replace(step, id="first"), replace(step, id="second", title="Second"))
    assert not read(two).problems
    assert [each.id for each in read(STEPS.move("second", 0)(two)).tour] == ["second", "first"]
    assert [each.id for each in read(STEPS.remove("first")(two)).tour] == ["second"]
    assert [name for name, _ in STEPS.problems(replace(step, title="", text=""))] == ["title", "text"]


def test_views_are_read_as_they_were_made() -> None:
    view = SavedView(
        projection="nsr",
        box=BOX,
        layers=("land", "ways"),
        opacity=(("ways", 0.5),),
        when=("2024-01-01", "2024-12-31"),
        month=9,
        kinds_hidden=("forecast",),
    )
    made = VIEWS.keep(NamedView("", "Kara Sea", view))(WITH)
    assert read(made).views == (NamedView("kara-sea", "Kara Sea", view),) and not read(made).problems
    assert read(VIEWS.remove("kara-sea")(made)).views == ()
    with pytest.raises(EditRefused):
        VIEWS.keep(NamedView("", " ", view))(WITH)


def test_the_same_rows_give_the_same_bytes() -> None:
    row = Reckoning(id="", what="Way", unit="km", way=Way.SUM, of=(FIRST,))
    made = LEDGER.keep(row)(WITH)
    assert LEDGER.keep(replace(row, id="way"))(made) == made
