"""`arctic-map export`: names and units of a page, and ways between two ports."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_bounds

from arctic_map.cli.commands import export
from arctic_map.cli.main import main
from arctic_map.cli.parser import UsageError
from arctic_map.storage import embedded_view


def page(out: Path, *arguments: str) -> str:
    assert main(["export", str(out), *arguments]) == 0
    return out.read_text()


def words(svg: str) -> str:
    """All that is lettered, without the letters' own tags."""
    return re.sub(r"<[^>]+>", "\n", svg)


WORLD = ("--route", "Murmansk", "Yokohama", "--projection", "world", "--hide", "lanes", "--month", "9")


@pytest.mark.slow
def test_the_table_of_ways_stands_on_a_map_full_of_names_along_with_numbers_of_facts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--route", "Rotterdam", "Tokyo", "--size", "1000x700", "--facts", "T3,T5")
    svg = page(tmp_path / "full.svg", *options)
    chart = svg[svg.index('<g id="chart"') :].partition("</g>")[0]
    assert len(re.findall(r"[\d,]+ km, [\d.]+ days", words(chart))) == 10
    assert "no room for the table of routes" not in capsys.readouterr().err


@pytest.mark.slow
def test_a_page_without_room_for_the_table_of_ways_is_written_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    svg = page(tmp_path / "small.svg", *WORLD, "--size", "400x260")
    assert '<g id="chart"' not in svg and 'id="layer-route"' in svg
    assert "small.svg: There is no room for the table of routes" in capsys.readouterr().err


@pytest.mark.slow
def test_the_inset_of_the_earth_shows_a_way_that_leaves_the_polar_map(tmp_path: Path) -> None:
    svg = page(tmp_path / "polar.svg", "--route", "Hamburg", "Shanghai", "--by", "cape", "--hide", "lanes")
    colour = re.search(r'id="layer-route".*?stroke="(#\w+)" stroke-width="3"', svg, re.DOTALL)
    assert colour and svg.count("<title>Inset: ") == 2
    assert colour[1] in svg[svg.index('id="insets"') :]


@pytest.mark.slow
def test_a_page_in_russian_calls_ways_and_ports_in_russian(tmp_path: Path) -> None:
    text = words(page(tmp_path / "ru.svg", *WORLD, "--language", "ru"))
    assert "Мурманск" in text and "Мурманск – Иокогама, сентябрь: " in text and "Суэцкий канал" in text
    assert re.search(r"10\s4\d\d км Северным морским путём, 23\s\d{3} через Суэц", text)
    assert " by sea" not in text and " knots" not in text


def test_only_the_requested_ways_are_drawn(tmp_path: Path) -> None:
    out = tmp_path / "ways.geojson"
    assert main(["export", str(out), *WORLD, "--by", "suez", "--by", "nsr"]) == 0
    ids = {each["id"] for each in json.loads(out.read_text())["features"]}
    assert {"route.suez", "route.nsr", "route.stop0", "route.stop1"} <= ids
    assert not ids & {"route.panama", "route.nwp", "route.pole"}


@pytest.mark.slow
def test_a_page_has_the_ways_with_days_and_ice_and_a_saved_one_brings_them_back(tmp_path: Path) -> None:
    first = tmp_path / "first.svg"
    text = words(page(first, *WORLD, "--close", "panama", "--speed", "10", "--by", "suez", "--by", "nsr"))
    assert "Murmansk to Yokohama in September, Panama Canal closed: 10,4" in text
    assert re.search(r"[\d,]+ km by the Northern Sea Route, 23,\d{3} by Suez", text)
    assert "Pale: in the median ice of September, 1981-2010" in text and "Not for navigation" in text
    assert "Sea Ice Index, National Snow and Ice Data Center" in text
    stored = embedded_view.read(first)
    assert stored.month == 9 and stored.speeds.open == 10.0
    assert (stored.route.closed, stored.route.only) == (("panama",), ("nsr", "suez"))
    again = words(page(tmp_path / "again.svg", "--from", str(first)))
    for each in (text, again):
        assert re.search(r"Suez Canal\s+23,\d{3} km, 52\.\d days", each) and "September" in each
        assert not re.search(r"Panama Canal\s+[\d,]+ km", each) and "Northwest Passage" not in each


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--by", "suez"], "--by needs a route by sea: also give --route FROM TO"),
        (["--speed", "10"], "--speed needs a route by sea"),
        (["--route", "Nowhereville", "Hamburg"], "there is no port 'Nowhereville'"),
        (["--view", "Kara"], "the atlas has no saved views"),
        (["--route", "Hamburg", "Shanghai", "--hide", "route.moon"], "no layer or feature 'route.moon'"),
    ],
)
def test_what_cannot_be_drawn_says_why(
    arguments: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(tmp_path / "map.svg"), *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_a_list_of_maps_draws_ways_on_those_that_ask_for_them_and_on_no_other(tmp_path: Path) -> None:
    maps = tmp_path / "maps.toml"
    maps.write_text(
        '[[map]]\nout = "one.geojson"\nroute = ["Murmansk", "Yokohama"]\nby = ["suez", "panama"]\n'
        'via = ["Piraeus"]\nspeed = 12\n[[map]]\nout = "two.geojson"\n'
    )
    assert main(["export", "--batch", str(maps)]) == 0
    ids = [
        {each["id"] for each in json.loads((tmp_path / name).read_text())["features"]}
        for name in ("one.geojson", "two.geojson")
    ]
    assert {"route.suez", "route.stop2"} <= ids[0]
    assert not any(id.startswith("route.") for id in ids[1])


def test_names_units_and_contrast_are_as_requested(tmp_path: Path) -> None:
    written = page(tmp_path / "map.svg", "--names", "ru", "--units", "nmi", "--high-contrast")
    assert ">Шанхай<" in written and ">Shanghai<" not in written
    assert re.search(r">[\d,]+ nmi<.*>at \d+°N<", written)
    assert "#ffffff" in written


GOOD = """
[defaults]
size = "320x200"
theme = "dark"
without = "legend"
[[map]]
out = "a.svg"
layers = ["lanes", "land"]
[[map]]
out = "b.svg"
theme = "greyscale"
extent = [160, 60, 200, 75]
world-file = false
"""


def listed(folder: Path, text: str) -> Path:
    path = folder / "maps.toml"
    path.write_text(text)
    return path


def test_defaults_hold_for_all_and_yield_to_a_maps_own(tmp_path: Path) -> None:
    first, second = export.read_jobs(listed(tmp_path, GOOD))
    assert first.arguments == ("--size=320x200", "--theme=dark", "--without=legend", "--layers=lanes,land")
    assert second.arguments == (
        "--size=320x200",
        "--theme=greyscale",
        "--without=legend",
        "--extent=160,60,200,75",
    )
    options = export.parsed(second, tmp_path)
    assert options.out == tmp_path / "b.svg"
    assert options.extent == (160, 60, 200, 75)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "a list of maps has a table"),
        ("map = 3", "a list of maps has a table"),
        ("map = [3]", "map 1: `out` names the file"),
        ("[[map]]", "map 1: `out` names the file"),
        ("[[maps]]\nout = 'a.png'", "there is no table 'maps'"),
        ("[[map]]\nout = 'a.png'\nsise = '1x1'", "map 1: there is no option 'sise'; did you mean size?"),
        ("[[map]]\nout = 'a.png'\nbatch = 'x'", "map 1: there is no option 'batch'"),
        ("[[map]]\nout = 'a.png'\nsize = {}", "map 1: size is text, a number, or a list"),
        ("[[map]]\nout = 'a.png'\nworld-file = 'x'", "map 1: world-file is true or false"),
        ("[[map]", "this is not TOML"),
    ],
)
def test_a_list_that_is_none_is_refused_as_a_whole(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        export.read_jobs(listed(tmp_path, text))
    assert sentence in str(error.value)
    assert "maps.toml" in str(error.value)


def test_a_page_is_composed_around_an_opened_raster(tmp_path: Path) -> None:
    usual, raster = width_of(tmp_path / "usual.png"), tmp_path / "depth.tif"
    for box, widest in (
        ((10.0, 76.0, 30.0, 81.0), 0.4),
        ((-180.0, 60.0, 180.0, 90.0), 1.0),
        ((-180.0, -90.0, 180.0, 90.0), 1.0),
    ):
        place = from_bounds(*box, 60, 30)
        with rasterio.open(
            raster, "w", driver="GTiff", width=60, height=30, count=1, dtype="uint8", crs="EPSG:4326",
            transform=place,
        ) as out:  # fmt: skip
            out.write(np.arange(1800).astype(np.uint8).reshape(30, 60), 1)
        width = width_of(tmp_path / "map.png", "--with", str(raster))
        assert 0.2 * widest * usual < width <= 1.01 * widest * usual
    (tmp_path / "ship.csv").write_text("name,lon,lat\na,20,78\nb,21,79\n")
    ships = width_of(tmp_path / "ships.png", "--with", str(tmp_path / "ship.csv"))
    both = width_of(tmp_path / "both.png", "--with", str(tmp_path / "ship.csv"), "--with", str(raster))
    assert both == pytest.approx(ships, rel=0.01)


def width_of(out: Path, *options: str) -> float:
    """The width of a page's map in metres, by its world file."""
    assert main(["export", str(out), "--size", "600x400", "--world-file", *options]) == 0
    return 600.0 * float(out.with_suffix(".pgw").read_text().split()[0])


def test_a_file_name_is_no_option(tmp_path: Path) -> None:
    (job,) = export.read_jobs(listed(tmp_path, "[[map]]\nout = '--help.svg'"))
    assert export.parsed(job, tmp_path).out == tmp_path / "--help.svg"


@pytest.mark.slow
def test_one_failed_map_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = GOOD + "[[map]]\nout = 'c.svg'\nfit = 'zzzz'\n[[map]]\nout = 'no/d.svg'\n[[map]]\nout = 'a.svg'\n"
    assert main(["export", "--batch", str(listed(tmp_path, text))]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        "1/5 a.svg is written",
        "2/5 b.svg is written",
        "2 maps of 5 written, 3 failed",
    ]
    failed = captured.err.splitlines()
    assert failed[0].startswith("arctic-map: 3/5 c.svg: there is no feature or layer 'zzzz'; known: ")
    assert failed[1].startswith("arctic-map: 4/5 no/d.svg: argument out: there is no folder")
    assert failed[2] == "arctic-map: 5/5 a.svg: another map of the list is written to 'a.svg'"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.svg", "b.svg", "maps.toml"]


def test_paths_of_files_and_maps_are_relative_to_the_list(tmp_path: Path) -> None:
    text = "[[map]]\nout = 'a.svg'\nwith = ['one.geojson', 'two, three.geojson']\nfit = 'one.geojson'\n"
    for name in ("one.geojson", "two, three.geojson"):
        (tmp_path / name).write_text("{}")
    (job,) = export.read_jobs(listed(tmp_path, text))
    options = export.parsed(job, tmp_path)
    assert options.files == [tmp_path / "one.geojson", tmp_path / "two, three.geojson"]
    assert (options.out, options.fit) == (tmp_path / "a.svg", "one.geojson")


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    progress = export.Progress(4)
    progress.show(2, "map\x1b.png")
    assert capsys.readouterr().err == "\r\x1b[K[############............] 2/4 map\\x1b.png"


SHIPS = "name,lon,lat,seen\nAlpha,40,70,2024-01-05\nBravo,60,72,2024-02-10\nCharlie,90,75,2024-03-20\n"


@pytest.fixture
def ships(tmp_path: Path) -> str:
    path = tmp_path / "ships.csv"
    path.write_text(SHIPS)
    return str(path)


def test_features_of_a_file_are_shown_by_their_dates(tmp_path: Path, ships: str) -> None:
    svg = page(tmp_path / "ships.svg", "--with", ships, "--dates", "seen", "--when", "2024-02-01..2024-03-19")
    lines = words(svg).split()
    assert "Bravo" in lines and not {"Alpha", "Charlie"}.intersection(lines)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (SHIPS, "the column 'name' has no dates; columns with dates: seen"),
        ("name,lon,lat\nAlpha,40,70\n", "no column has dates, so all its features are shown"),
    ],
)
def test_a_column_without_dates_is_named(
    text: str, why: str, tmp_path: Path, ships: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(ships).write_text(text)
    assert "Alpha" in words(page(tmp_path / "ships.svg", "--with", ships, "--dates", "name"))
    assert why in capsys.readouterr().err


def test_dates_need_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "map.svg"), "--dates", "seen"]) == 2
    assert "also give --with FILE" in capsys.readouterr().err


def dated_table(folder: Path, count: int) -> Path:
    rows = [
        f"n{number},{60 + number % 20},{number % 170},{2000 + number % 20}-06-01" for number in range(count)
    ]
    table = folder / "dated.csv"
    table.write_text("\n".join(["name,lat,lon,when", *rows]))
    return table


@pytest.mark.parametrize("count", [40, 2_500])
def test_a_converted_file_has_only_the_features_of_the_period(tmp_path: Path, count: int) -> None:
    table = dated_table(tmp_path, count)
    words = ("--with", str(table), "--layers", table.name, "--dates", "when", "--when")
    written = page(tmp_path / "out.geojson", *words, "2005-01-01..2006-12-31")
    names = [each["properties"]["name"] for each in json.loads(written)["features"]]
    assert names == [f"n{number}" for number in range(count) if number % 20 in (5, 6)]


def test_a_period_without_features_is_an_error_rather_than_an_empty_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = dated_table(tmp_path, 3)
    words = (
        "--with",
        str(table),
        "--layers",
        table.name,
        "--dates",
        "when",
        "--when",
        "1990-01-01..1991-01-01",
    )
    assert main(["export", str(tmp_path / "out.gpkg"), *words]) != 0
    assert "are hidden or outside the period" in capsys.readouterr().err
