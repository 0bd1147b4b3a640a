"""The file of the ledger: sound rows are read, and each other says what it lacks."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.content.contents import FIRST, KM, SECOND, WITH_FIGURES
from tests.unit.content.contents import read as read_content
from tests.unit.scene.routing.made_up import layer, point

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.content.content_index import index_of
from arctic_map.content.edits import EditRefused
from arctic_map.content.ledger import LEDGER, read_ice_ledger, read_ledger, sound_ice_ledger, sound_ledger
from arctic_map.model.chart import FigureRef
from arctic_map.model.fact import Fact, Figure, Kind
from arctic_map.model.reckoning import MEASURED, PAIRS, Operation, Reckoning
from arctic_map.scene.ledger.reckonings import computed

PAIR = next(iter(PAIRS))
MEASURE, UNITS = next(iter(MEASURED.items()))
PLAIN = next(way for way in Operation if way not in PAIRS and way not in MEASURED)


def problems(folder: Path, row: str) -> list[str]:
    path = folder / "ledger.toml"
    path.write_text(f'[[row]]\nid = "A"\nwhat = "What"\n{row}\n')
    rows, found = read_ledger(path)
    assert len(rows) + bool(found) == 1
    return [f"{where.rpartition('.')[2]}: {why}" for where, why in found]


def test_a_sound_row_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "ledger.toml"
    path.write_text(
        f'[[row]]\nid = "A"\nwhat = "What"\nunit = "t"\nway = "{PAIR}"\nof = ["T1.1", "T2.3"]\n'
        'stated = "T4.2"\ngroup = "G"\nhow = "H"\nwhy = "W"\n'
    )
    ((row,), found) = read_ledger(path)
    assert found == ()
    assert row == Reckoning(
        id="A", what="What", unit="t", way=PAIR, of=(FigureRef("T1", 1), FigureRef("T2", 3)),
        feature="", stated=FigureRef("T4", 2), group="G", how="H", why="W",
    )  # fmt: skip


def test_an_unknown_way_is_the_only_problem_of_a_row(tmp_path: Path) -> None:
    (text,) = problems(tmp_path, 'unit = "t"\nway = "guess"\nof = ["x"]')
    assert text.startswith("way: ") and "guess" in text


def test_an_unknown_figure_is_reported_with_its_place(tmp_path: Path) -> None:
    lines = problems(tmp_path, f'unit = "t"\nway = "{PAIR}"\nof = ["T1.1", "T2"]\nstated = "T"')
    assert lines == [
        "of[1]: 'T2' names no figure, as FACT.1 does the first one of a fact",
        "stated: 'T' names no figure, as FACT.1 does the first one of a fact",
    ]
    assert problems(tmp_path, f'unit = "t"\nway = "{PAIR}"\nof = ["T1.1", "T1.2"]\nstated = "T1.1"') == []


@pytest.mark.parametrize(
    ("way", "given", "why"),
    [
        (PAIR, 'of = ["T1.1", "T1.2"]', ""),
        (PAIR, 'of = ["T1.1"]', "two figures"),
        (PAIR, 'of = ["T1.1", "T1.2", "T1.3"]', "two figures"),
        (PAIR, 'of = ["T1.1", "T1.2"]\nfeature = "L1"', "two figures"),
        (PLAIN, 'of = ["T1.1"]', ""),
        (PLAIN, 'of = ["T1.1", "T1.2", "T1.3"]', ""),
        (PLAIN, "", "figures"),
        (PLAIN, 'feature = "L1"', "figures"),
    ],
)
def test_a_way_takes_so_many_figures_and_no_feature(
    way: Operation, given: str, why: str, tmp_path: Path
) -> None:
    lines = problems(tmp_path, f'unit = "t"\nway = "{way}"\n{given}')
    assert lines == ([f"of: the way {way} takes {why}, and no feature"] if why else [])


@pytest.mark.parametrize(
    ("given", "keys"),
    [('feature = "L1"', []), ("", ["feature"]), ('of = ["T1.1"]\nfeature = "L1"', ["feature"])],
)
def test_a_way_that_measures_takes_a_feature_and_no_figures(
    given: str, keys: list[str], tmp_path: Path
) -> None:
    lines = problems(tmp_path, f'unit = "{next(iter(UNITS))}"\nway = "{MEASURE}"\n{given}')
    assert [each.partition(":")[0] for each in lines] == keys
    wrong = problems(tmp_path, f'unit = "parsecs"\nway = "{MEASURE}"\n{given}')
    assert [each.partition(":")[0] for each in wrong] == [*keys, "unit"]


FACT = Fact(
    id="T1", topic="trade", text="", kind=Kind.REPORTED, figures=(Figure(1, "t", ""), Figure(2, "t", ""))
)


def lacking(**fields: object) -> list[tuple[str, str]]:
    row = Reckoning(id="A", what="", unit="t", way=PAIR, **fields)  # type: ignore[arg-type]
    there = index_of([layer("lanes", point("L1", "L1", 0.0, 0.0))], [FACT])
    valid, found = sound_ledger([row], there)
    assert len(valid) == (not found)
    return [*found]


def test_rows_whose_figures_and_features_exist_lack_nothing() -> None:
    assert lacking(of=(FigureRef("T1", 1), FigureRef("T1", 2)), stated=FigureRef("T1", 2)) == []
    assert lacking(feature="L1") == []


def test_a_row_says_each_figure_and_feature_that_is_not_there() -> None:
    found = lacking(of=(FigureRef("T1", 3), FigureRef("T2", 1)), feature="L2", stated=FigureRef("T1", 4))
    assert [key for key, _ in found] == ["A.feature", "A.of", "A.of", "A.stated"]
    assert found[1][1] == "T1 has no figure 3" and found[3][1] == "T1 has no figure 4"
    assert "T2" in found[2][1] and "L2" in found[0][1]


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (Reckoning(id="", what="Way", unit="km", way=Operation.LENGTH, feature="way", stated=FIRST), KM),
        (Reckoning(id="", what="Way", unit="nmi", way=Operation.LENGTH, feature="way"), KM / 1.852),
        (Reckoning(id="", what="Way", unit="km", way=Operation.SUM, of=(FIRST, SECOND)), 2500.0),
        (Reckoning(id="", what="Way", unit="km", way=Operation.SUM, of=(SECOND,), stated=FIRST), 1500.0),
        (Reckoning(id="", what="Way", unit="%", way=Operation.SHARE, of=(FIRST, SECOND)), 100.0 / 1.5),
        (Reckoning(id="", what="Way", unit="km", way=Operation.DIFFERENCE, of=(SECOND, FIRST)), 500.0),
    ],
    ids=lambda each: f"{each.way}-{each.unit}" if isinstance(each, Reckoning) else "",
)
def test_a_row_of_the_ledger_is_computed_as_requested(row: Reckoning, value: float) -> None:
    catalog = read_content(LEDGER.keep(row)(WITH_FIGURES))
    assert not catalog.problems
    assert catalog.ledger == (replace(row, id="way"),)
    assert computed(catalog, catalog.ledger[0]) == pytest.approx(value, rel=1e-6)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (Reckoning(id="", what="Way", unit="km", way=Operation.LENGTH), "feature"),
        (Reckoning(id="", what="Way", unit="%", way=Operation.SHARE, of=(FIRST,)), "first"),
        (Reckoning(id="", what="Way", unit="km", way=Operation.SUM), "figures"),
        (Reckoning(id="", what=" ", unit="km", way=Operation.SUM, of=(FIRST,)), "what"),
        (Reckoning(id="", what="Way", unit="", way=Operation.SUM, of=(FIRST,)), "unit"),
    ],
)
def test_what_a_row_lacks_is_named_by_its_field(row: Reckoning, field: str) -> None:
    assert [name for name, _ in LEDGER.problems(row)] == [field]
    with pytest.raises(EditRefused):
        LEDGER.keep(row)(WITH_FIGURES)


def test_a_changed_row_keeps_its_place_and_a_removed_one_is_gone() -> None:
    two = WITH_FIGURES
    for what in ("First", "Second"):
        two = LEDGER.keep(Reckoning(id="", what=what, unit="km", way=Operation.SUM, of=(FIRST,)))(two)
    first = read_content(two).ledger[0]
    assert LEDGER.keep(first)(two) == two
    changed = read_content(LEDGER.keep(replace(first, what="Renamed"))(two)).ledger
    assert [(row.id, row.what) for row in changed] == [("first", "Renamed"), ("second", "Second")]
    assert [row.id for row in read_content(LEDGER.remove("first")(two)).ledger] == ["second"]


ROW = {
    "id": '"heavy"',
    "way": '"anomaly"',
    "what": '"Ice of a summer"',
    "seas": '["Kara"]',
    "months": "[7, 8]",
    "year": "2024",
    "years": "[2014, 2023]",
    "facts": '["T7"]',
}


def written(folder: Path, **changed: str) -> Path:
    rows = [f"{key} = {value}" for key, value in {**ROW, **changed}.items() if value]
    path = folder / "ice_ledger.toml"
    path.write_text("\n".join(["[[row]]", *rows, ""]), encoding="utf-8")
    return path


def test_a_whole_row_is_read(tmp_path: Path) -> None:
    [row], problems = read_ice_ledger(written(tmp_path))
    assert (row.seas, row.months, row.year, row.years, problems) == (
        ("Kara",),
        (7, 8),
        2024,
        (2014, 2023),
        (),
    )


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"way": '"anomalies"'}, "did you mean 'anomaly'"),
        ({"years": "[2023, 2014]"}, "the first year comes after the last"),
        ({"months": "[0]"}, "from 1 to 12"),
        ({"months": ""}, "takes months"),
        ({"seas": '["Kara", "Laptev"]'}, "takes one sea"),
        ({"year": ""}, "takes a year"),
        ({"way": '"kept"'}, "takes no year"),
        ({"way": '"trend"', "year": ""}, "one month, and no seas"),
        ({"way": '"open"', "seas": ""}, "takes seas"),
        ({"facts": "[]"}, "name the facts"),
        ({"what": '"<b>Ice</b>"'}, "markup"),
    ],
)
def test_a_faulty_row_is_left_out_and_says_why(tmp_path: Path, changed: dict[str, str], why: str) -> None:
    rows, problems = read_ice_ledger(written(tmp_path, **changed))
    assert rows == ()
    assert any(why in text for _, text in problems), problems


def test_a_row_of_no_fact_or_of_a_sea_that_is_not_on_the_map_is_left_out(tmp_path: Path) -> None:
    catalog = load(resources.data())
    there = index_of(catalog.layers, catalog.facts)
    rows, _ = read_ice_ledger(written(tmp_path, facts='["T99"]', seas='["Baltic"]'))
    valid, problems = sound_ice_ledger(rows, there)
    assert valid == ()
    assert [where for where, _ in problems] == ["heavy.facts", "heavy.seas"]
    assert "known:" in problems[1][1] and "Kara" in problems[1][1]
