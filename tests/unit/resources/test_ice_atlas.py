"""The shipped atlas of sea ice is what its script computes, and its figures are those of the record."""

import csv
import sys
from pathlib import Path

import numpy as np
import pytest

from arctic_map import resources
from arctic_map.cli.preparing import pack_shipped
from arctic_map.files import check
from arctic_map.files.atlas_file.unpacked import unpacked
from arctic_map.files.catalog import load
from arctic_map.model.catalog import Catalog
from arctic_map.scene.ledger import ledger

sys.path.append(str(Path(__file__).parents[3] / "packaging"))

from ice_atlas.content import content  # beside the sources, in no package

FOLDER = resources.atlases() / "sea-ice"


@pytest.fixture(scope="module")
def atlas() -> Catalog:
    return load(FOLDER)


def september(first: int, last: int) -> list[float]:
    """Mean September extents of the Arctic, million km2, read in another way than the script does."""
    table = (resources.data() / "ice" / "arctic_monthly_extent.csv").read_text(encoding="utf-8")
    rows = csv.reader(table.splitlines())
    next(rows)
    return [float(mean) for year, month, _, mean in rows if month == "9" and first <= int(year) <= last]


def test_the_files_are_what_the_script_writes() -> None:
    there = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()
    }
    assert there == content(resources.data())


def test_it_has_no_problem_and_all_that_an_atlas_has(atlas: Catalog) -> None:
    assert check.content(FOLDER) == []
    assert len(atlas.facts) >= 15
    assert all(fact.figures and fact.features for fact in atlas.facts)
    assert len(atlas.charts) == 3 and len(atlas.tour) == 7
    assert len(ledger.rows(atlas)) == len(atlas.ledger) == 9


def test_the_first_the_least_and_the_greatest_september_are_those_of_the_record(atlas: Catalog) -> None:
    means = september(1979, 2025)
    told = {id: atlas.fact[id].figures[0].value for id in ("I1", "I2", "I3")}
    assert told == {"I1": round(means[0], 2), "I2": round(min(means), 2), "I3": round(max(means), 2)}


def test_means_and_trend_come_out_the_same_by_other_ways(atlas: Catalog) -> None:
    then, now = np.mean(september(1981, 2010)), np.mean(september(2015, 2024))
    assert [each.value for each in atlas.fact["I4"].figures] == [
        pytest.approx(then, abs=0.005),
        pytest.approx(now, abs=0.005),
        pytest.approx(100 * (1 - now / then), abs=0.5),
    ]
    slope = np.polyfit(range(1979, 2026), september(1979, 2025), 1)[0]
    assert atlas.fact["I5"].figures[0].value == pytest.approx(-10 * slope, abs=0.005)


def test_shares_of_the_seas_are_those_that_the_record_was_handed_over_with(atlas: Catalog) -> None:
    shares = {"I10": (26, 8), "I11": (47, 21), "I12": (59, 22), "I13": (38, 11)}
    assert {id: tuple(each.value for each in atlas.fact[id].figures[:2]) for id in shares} == shares


def test_every_figure_stands_in_the_words_of_its_fact(atlas: Catalog) -> None:
    for fact in atlas.facts:
        for figure in fact.figures:
            written = f"{figure.value:,.2f}".rstrip("0").rstrip(".")
            said = fact.text + fact.headline
            alone = figure.what.startswith("largest")
            assert alone or written in said or f"{figure.value:.2f}" in said, fact.id


def test_it_credits_the_centre(atlas: Catalog) -> None:
    assert "Credit: Sea Ice Index, National Snow and Ice Data Center" in atlas.source["nsidc"].note


def test_it_is_packed_once_and_opens_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, atlas: Catalog
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    pack_shipped(tmp_path)
    [made] = (tmp_path / "atlases").iterdir()
    before = made.stat().st_mtime_ns
    pack_shipped(tmp_path)
    assert made.stat().st_mtime_ns == before
    assert load(unpacked(made)[0]) == atlas


def test_nothing_of_the_built_in_atlas_is_in_it() -> None:
    said = b"".join(content(resources.data()).values()).decode()
    built_in = load(resources.data())
    assert built_in.title not in said and built_in.article_title not in said
    assert not [fact.id for fact in built_in.facts if fact.text in said]
