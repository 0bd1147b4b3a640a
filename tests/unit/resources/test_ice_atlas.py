"""The shipped atlas of sea ice is what its script computes, and its figures are those of the record."""

import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from arctic_map import resources
from arctic_map.cli.commands.prepare import pack_shipped
from arctic_map.content import check
from arctic_map.content.catalog import load
from arctic_map.content.package.unpacked import unpacked
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Figure
from arctic_map.scene.ledger import ledger_rows
from arctic_map.scene.ledger.ledger_rows import Basis
from arctic_map.scene.words.sources import plain

sys.path.append(str(Path(__file__).parents[3] / "packaging"))

from ice_atlas.content import content  # next to the sources, in no package

FOLDER = resources.atlases() / "sea-ice"


@pytest.fixture(scope="module")
def atlas() -> Catalog:
    return load(FOLDER)


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
    assert len(ledger_rows.rows(atlas)) == len(atlas.ledger) == 4


def test_it_is_no_article_and_cites_both_data_sets_with_authors_and_versions(atlas: Catalog) -> None:
    assert atlas.article == ""
    cited = plain(atlas, atlas.fact["I5"])
    assert "article" not in cited
    for part in (
        "Fetterer",
        "Stafford, T. (2025)",
        "Version 4",
        "10.7265/a98x-0f50",
        "Version 3",
        "N5K072F8",
    ):
        assert part in cited, part


def test_its_ledger_calls_its_own_figures_those_of_facts_and_compares_no_region_with_a_drawn_sea(
    atlas: Catalog,
) -> None:
    tested = [row for row in ledger_rows.rows(atlas) if row.stated is not None]
    assert {row.basis for row in tested} == {Basis.FACT}
    assert "km2" not in {row.unit for row in ledger_rows.rows(atlas)}


def test_it_has_the_trend_of_the_built_in_ledger(atlas: Catalog) -> None:
    built_in = next(row for row in ledger_rows.rows(load(resources.data())) if row.id == "ice-september")
    slope, error, _ = atlas.fact["I5"].figures
    assert round(-built_in.computed, 2) == slope.value
    assert f"± {error.value} million km2 a decade" in built_in.how and "1979 to 2025" in built_in.how


def test_every_figure_stands_in_the_words_of_its_fact(atlas: Catalog) -> None:
    for fact in atlas.facts:
        for figure in fact.figures:
            written = f"{figure.value:,.2f}".rstrip("0").rstrip(".")
            text = fact.text + fact.headline
            assert written in text or f"{figure.value:.2f}" in text, fact.id


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
    text = b"".join(content(resources.data()).values()).decode()
    built_in = load(resources.data())
    assert built_in.title not in text and built_in.article_title not in text
    assert not [fact.id for fact in built_in.facts if fact.text in text]


ROUTE = ("Kara", "Laptev", "East-Siberian", "Chukchi")
SEAS = ("Barents", *ROUTE)
THEN, NOW = "1981 AND 2010", "2015 AND 2024"


@pytest.fixture(scope="module")
def ask() -> Callable[[str], list[float]]:
    """The record as tables `arctic` and `seas`: rows of what a question of SQL finds, one after another."""
    base = duckdb.connect()
    for name, file in (("arctic", "arctic_monthly_extent"), ("seas", "regional_monthly_extent")):
        base.execute(
            f"CREATE TABLE {name} AS SELECT * FROM read_csv('{resources.data() / 'ice' / file}.csv')"
        )
    base.execute("CREATE VIEW largest AS SELECT sea, max(extent_km2) AS most FROM seas GROUP BY sea")
    return lambda sql: [value for row in base.execute(sql).fetchall() for value in row]


def share(sea: str, month: int, years: str) -> str:
    return (
        f"SELECT 100 * avg(extent_km2) / any_value(most) FROM seas JOIN largest USING (sea) "
        f"WHERE sea = '{sea}' AND month = {month} AND year BETWEEN {years}"
    )


def mean(month: int, years: str) -> str:
    return f"SELECT avg(mean_extent_mkm2) FROM arctic WHERE month = {month} AND year BETWEEN {years}"


def fall(month: int) -> str:
    """In ten years, with its uncertainty of 95 per cent, and in per cent of the mean of 1981 to 2010.

    The number of years is reduced by the correlation of neighbouring residuals.
    """
    return f"""
        WITH selected AS (FROM arctic WHERE month = {month} AND year BETWEEN 1979 AND 2025),
        line AS (SELECT regr_slope(mean_extent_mkm2, year) AS slope, regr_sxx(mean_extent_mkm2, year) AS sxx,
            regr_intercept(mean_extent_mkm2, year) AS base, count(*) AS years FROM selected),
        rest AS (SELECT year, mean_extent_mkm2 - base - slope * year AS off FROM selected, line),
        alike AS (SELECT greatest(corr(one.off, next.off), 0) AS likeness
            FROM rest AS one JOIN rest AS next ON next.year = one.year + 1),
        wide AS (SELECT sqrt(sum(off * off) / (any_value(years) * (1 - any_value(likeness))
            / (1 + any_value(likeness)) - 2)) AS spread FROM rest, line, alike)
        SELECT -10 * slope, 10 * 1.96 * spread / sqrt(sxx), -1000 * slope / ({mean(month, THEN)})
        FROM line, wide"""


def of_a_sea(sea: str) -> tuple[str, ...]:
    least = (
        "SELECT 100 * min(extent_km2) / any_value(most) FROM seas JOIN largest USING (sea) "
        f"WHERE sea = '{sea}' AND month = 9 AND year >= 1979"
    )
    return (share(sea, 9, THEN), share(sea, 9, NOW), least)


def of_a_month(month: int) -> tuple[str, ...]:
    return tuple(share(sea, month, years) for sea in SEAS[1:4] for years in (THEN, NOW))


def four_seas(years: str) -> str:
    listed = ", ".join(f"'{sea}'" for sea in ROUTE)
    return (
        f"SELECT avg(together) FROM (SELECT year, sum(extent_km2) AS together FROM seas WHERE month = 9 "
        f"AND sea IN ({listed}) AND year BETWEEN {years} GROUP BY year)"
    )


def open_months(sea: str, years: str) -> str:
    return (
        f"SELECT count(*) FROM (SELECT avg(extent_km2) / any_value(most) AS share FROM seas "
        f"JOIN largest USING (sea) WHERE sea = '{sea}' AND year BETWEEN {years} GROUP BY month) "
        f"WHERE share < 0.5"
    )


SEPTEMBERS = "FROM arctic WHERE month = 9 AND year >= 1979"
QUESTIONS: dict[str, tuple[str, ...]] = {
    "I1": tuple(f"SELECT mean_extent_mkm2 {SEPTEMBERS} AND year = {year}" for year in (1979, 2025)),
    "I2": (f"SELECT mean_extent_mkm2 {SEPTEMBERS} ORDER BY 1 LIMIT 2",),
    "I3": (f"SELECT max(mean_extent_mkm2) {SEPTEMBERS}",),
    "I4": (mean(9, THEN), mean(9, NOW), f"SELECT 100 * (1 - ({mean(9, NOW)}) / ({mean(9, THEN)}))"),
    "I5": (fall(9),),
    "I6": (fall(3),),
    "I7": tuple(
        mean(9, years)
        for years in ("1979 AND 1988", "1989 AND 1998", "1999 AND 2008", "2009 AND 2018", "2019 AND 2025")
    ),
    "I8": (four_seas(THEN), four_seas(NOW), f"SELECT 100 * (1 - ({four_seas(NOW)}) / ({four_seas(THEN)}))"),
    **{f"I{number}": of_a_sea(sea) for number, sea in enumerate(SEAS, 9)},
    "I14": of_a_month(7),
    "I15": of_a_month(8),
    "I16": of_a_month(10),
    "I17": tuple(
        share("Chukchi", month, years) for years in ("2024 AND 2024", "2014 AND 2023") for month in (7, 8, 9)
    ),
    "I18": tuple(open_months(sea, years) for sea in SEAS for years in (THEN, NOW)),
    "I19": tuple(share(sea, 3, years) for sea in ("Barents", "Laptev") for years in (THEN, NOW)),
    "I20": (
        "SELECT count(DISTINCT year) FROM seas WHERE year BETWEEN 1979 AND 2024",
        "SELECT count(DISTINCT year) FROM arctic WHERE year BETWEEN 1979 AND 2025",
    ),
}
"""Of each fact what its figures answer, in their order."""


def rounding(figure: Figure) -> float:
    """By how much a figure may differ from what it was rounded from: half of its last place."""
    text = f"{figure.value:.15g}"
    match figure.unit:
        case "million km2":
            return 0.005
        case "km2":
            return 0.5 * 10.0 ** (len(text) - len(text.rstrip("0")))
        case "%":
            return 0.05 if "." in text else 0.5
    return 0.0


def test_every_figure_comes_out_of_the_record_by_questions_of_sql(
    atlas: Catalog, ask: Callable[[str], list[float]]
) -> None:
    assert QUESTIONS.keys() == atlas.fact.keys()
    for id, questions in QUESTIONS.items():
        found = [value for sql in questions for value in ask(sql)]
        figures = atlas.fact[id].figures
        assert len(found) == len(figures), id
        for figure, value in zip(figures, found, strict=True):
            assert abs(figure.value - value) <= rounding(figure) + 1e-9, (id, figure.what, value)
