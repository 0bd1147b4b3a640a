"""Lists of maps."""

from pathlib import Path

import pytest

from arctic_map.cli import export_batch
from arctic_map.cli.main import main
from arctic_map.cli.parser import UsageError

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
    first, second = export_batch.read_jobs(listed(tmp_path, GOOD))
    assert first.arguments == ("--size=320x200", "--theme=dark", "--without=legend", "--layers=lanes,land")
    assert second.arguments == (
        "--size=320x200",
        "--theme=greyscale",
        "--without=legend",
        "--extent=160,60,200,75",
    )
    options = export_batch.parsed(second, tmp_path)
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
        export_batch.read_jobs(listed(tmp_path, text))
    assert sentence in str(error.value)
    assert "maps.toml" in str(error.value)


def test_a_file_name_is_no_option(tmp_path: Path) -> None:
    (job,) = export_batch.read_jobs(listed(tmp_path, "[[map]]\nout = '--help.svg'"))
    assert export_batch.parsed(job, tmp_path).out == tmp_path / "--help.svg"


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
    (job,) = export_batch.read_jobs(listed(tmp_path, text))
    options = export_batch.parsed(job, tmp_path)
    assert options.files == [tmp_path / "one.geojson", tmp_path / "two, three.geojson"]
    assert (options.out, options.fit) == (tmp_path / "a.svg", "one.geojson")


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    progress = export_batch.Progress(4)
    progress.show(2, "map\x1b.png")
    assert capsys.readouterr().err == "\r\x1b[K[############............] 2/4 map\\x1b.png"
