"""Rows about the record of ice are read strictly: what they lack is reported, and only they are left out."""

from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.content.content_index import index_of
from arctic_map.content.ice_ledger import read_ice_ledger, sound_ice_ledger

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
