"""`arctic-map ice --sea NAME --out FILE`: the year of a sea as a drawing or as rows."""

import csv
from pathlib import Path

import pytest

from arctic_map.cli.main import main
from arctic_map.scene.sea_ice import NOW, THEN, share
from arctic_map.storage.ice_record import read_ice_record


def test_rows_of_a_sea_are_the_shares_of_its_months(tmp_path: Path) -> None:
    out = tmp_path / "kara.csv"
    assert main(["ice", "--sea", "kara sea", "--year", "2012", "--out", str(out)]) == 0
    rows = list(csv.DictReader(out.read_text().splitlines()))
    record = read_ice_record()
    assert [row["month"] for row in rows] == [str(month) for month in range(1, 13)]
    for month, row in enumerate(rows, 1):
        for label, years in (("1981-2010", THEN), ("2015-2024", NOW), ("2012", (2012, 2012))):
            assert float(row[label]) == pytest.approx(share(record, "Kara", month, years), abs=0.005)
    assert "Credit: Sea Ice Index, National Snow and Ice Data Center" in rows[0]["note"]


def test_a_drawing_of_a_sea_says_what_it_is_and_whose_record(tmp_path: Path) -> None:
    out = tmp_path / "chukchi.svg"
    assert main(["ice", "--sea", "Chukchi", "--month", "8", "--theme", "dark", "--out", str(out)]) == 0
    svg = out.read_text()
    for words in ("Chukchi Sea: ice by month", "1981-2010", "Credit: Sea Ice Index"):
        assert words in svg
    assert main(["ice", "--sea", "laptev", "--out", str(out.with_suffix(".png"))]) == 0
    assert out.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


def test_one_sea_alone_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ice", "--sea", "Barents"]) == 0
    printed = capsys.readouterr().out
    assert "BARENTS SEA" in printed and "KARA SEA" not in printed


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--out", "x.svg"], 2, "--out draws one sea: name it"),
        (["--sea", "Aral"], 2, "there is no sea 'Aral'; seas are Barents, Kara"),
        (["--sea", "Kara", "--out", "x.doc"], 1, "the name must end with .svg or .png or .csv"),
    ],
)
def test_what_cannot_be_drawn_says_why(
    arguments: list[str], code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ice", *arguments]) == code
    assert sentence in capsys.readouterr().err
