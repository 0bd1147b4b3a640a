"""The command line: what it prints, and that wrong input gets one clear line and exit 2."""

import io
import json
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest

from arctic_map import resources
from arctic_map.cli import commands
from arctic_map.cli.commands import open as opening
from arctic_map.cli.main import COMMANDS, main, read
from arctic_map.model.export_formats import EXPORT_FORMATS
from arctic_map.render.headless import WRITERS

FACT_KEYS = (
    "id topic headline text when where kind attributed_to figures features inferred "
    "inferred_why question note passage keywords"
)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command prints that does well."""
    assert main(arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


@pytest.fixture(scope="module")
def facts() -> dict[str, dict[str, Any]]:
    out = io.StringIO()
    with redirect_stdout(out):
        assert main(["facts", "--json"]) == 0
    return {fact["id"]: fact for fact in json.loads(out.getvalue())}


def test_facts_as_json_are_all_60_in_order_with_the_keys_of_the_interface(facts: dict[str, Any]) -> None:
    topics = zip("DGST", (9, 14, 17, 20), strict=True)
    assert list(facts) == [f"{topic}{n + 1}" for topic, count in topics for n in range(count)]
    assert all(" ".join(fact) == FACT_KEYS for fact in facts.values())


def test_a_fact_as_json_has_all_that_is_known_of_it(facts: dict[str, Any]) -> None:
    fact = facts["T18"]
    nothing = ("when", "where", "attributed_to", "inferred_why", "question", "note")
    assert [key for key in nothing if fact[key] is not None] == []
    assert (fact["figures"], fact["features"], fact["inferred"]) == ([], [], False)
    figure, other = facts["T5"]["figures"][:2]
    assert (figure["value"], figure["unit"], other["value"]) == (37.9, "million t", 1.6)
    assert set(figure) == {"value", "unit", "what"}
    assert facts["T7"]["passage"] == {
        "section": "Arctic Trade Corridors",
        "paragraph": 17,
        "sentence": 4,
        "fingerprint": "a29e0aa00a4780c5",
    }
    several = facts["G8"]["passage"]
    assert (several["paragraph"], several["sentence"], several["sentences"]) == (7, 2, [2, 3])
    assert several["fingerprints"][0] == several["fingerprint"]
    assert "ледокол" in facts["T9"]["keywords"]


def test_a_place_or_date_that_the_article_does_not_state_is_inferred(facts: dict[str, Any]) -> None:
    assert facts["G1"]["inferred"] is facts["S11"]["inferred"] is True
    assert facts["G1"]["inferred_why"].startswith("The article names no place.")
    assert (facts["G5"]["inferred"], facts["G5"]["inferred_why"]) == (False, None)
    assert "2020 is that of the pandemic" in facts["S11"]["inferred_why"]
    both = facts["D1"]["inferred_why"]
    assert "a pin stands there" in both and "the year 2025" in both


def test_layers_as_json_count_their_features(capsys: pytest.CaptureFixture[str]) -> None:
    layers = {layer["id"]: layer for layer in json.loads(printed(capsys, "layers", "--json"))}
    assert list(layers["lanes"]) == ["id", "name", "topic", "features"]
    assert (layers["lanes"]["topic"], layers["lanes"]["features"]) == ("trade", 7)
    assert layers["land"]["features"] == 0


def test_layers_stand_in_columns(capsys: pytest.CaptureFixture[str]) -> None:
    head, *rows = printed(capsys, "layers").splitlines()
    assert all(row[head.index("NAME") - 1] == " " != row[head.index("NAME")] for row in rows)


def test_facts_to_read_name_their_places(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "facts")
    assert "D1   Diplomacy · February 2022 to May 2025 (inferred) · Reported" in text
    assert "Attributed to Rosatom" in text
    assert "article:        paragraph 17, sentence 4, Arctic Trade Corridors" in text
    assert max(map(len, text.splitlines())) <= 100


def test_check_prints_file_where_and_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "check") == ""
    file = tmp_path / "x.geojson"
    file.write_text('{"type": "Point", "coordinates": [190, 0]}')
    assert main(["check", str(file)]) == 1
    assert capsys.readouterr().out == (
        f"{file}: features[0].geometry.coordinates: longitude 190 is beyond ±180; it is read as -170\n"
    )


LISTED = [command for command, line in COMMANDS.items() if line]


@pytest.mark.parametrize("command", LISTED)
def test_the_help_of_each_command_has_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        main([command, "--help"])
    assert done.value.code == 0
    own = "" if command == "open" else f" {command}"
    assert f"examples:\n  arctic-map{own}" in capsys.readouterr().out


def test_help_lists_the_commands_that_are_not_the_windows_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    assert [command for command in COMMANDS if f"\n    {command} " in text] == LISTED
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("arctic-map 0.")


def refused_in_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.count("\n") == 1
    return captured.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["fcts"], "there is no command or file 'fcts'; did you mean facts?"),
        (["--dta", "x"], "there is no option '--dta' here"),
        (["facts", "--jsn"], "unrecognized arguments: --jsn"),
        (["facts", "extra\nline"], "unrecognized arguments: extra line"),
        (["facts", "--data"], "argument --data: expected one argument"),
        (["--data", "/no/such", "facts"], "/no/such: the folder does not exist"),
        (["facts", "--data", "/"], "/: the folder has no content: catalog.toml is missing"),
        (["check", "no.geojson"], "no.geojson: the file does not exist"),
        (["export"], "the following arguments are required: OUT, such as map.png"),
        (["export", "a.gif"], "argument OUT: 'a.gif': films are written by arctic-map film"),
        (["export", "no/such/a.png"], "argument OUT: there is no folder 'no/such'"),
        (
            ["export", "a.png", *("--route", "Murmansk", "Tokyo") * 2],
            "argument --route: a map shows one route: give it once",
        ),
        (["export", "a.pdf", "--world-file"], "only a PNG or a JPEG has a world file"),
        (["export", "--batch", "no.toml"], "no.toml: the file does not exist"),
    ],
)
def test_wrong_input_gets_one_clear_line_and_exit_2(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused_in_one_line(arguments, capsys).startswith(f"arctic-map: {sentence}")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--size 0x100", "argument --size: '0x100': each side has 64 to 10000 pixels"),
        ("--size -5x100", "argument --size: expected one argument"),
        ("--projection epsg3412", "there is no projection 'epsg3412'; did you mean epsg3413?"),
        ("--projection ?", "there is no projection '?'; known projections: nsr, epsg3413"),
        ("--fit arkangelsk", "there is no feature or layer 'arkangelsk'; did you mean arkh"),
        ("--hide lanes,port", "there is no layer or feature 'port'; did you mean ports?"),
        ("--theme blue", "argument --theme: invalid choice: 'blue'"),
        ("--layers lanes,port", "there is no layer 'port'; did you mean ports?"),
        ("--layers ,", "argument --layers: ',' names nothing"),
        ("--facts T1,T99", "there is no fact 'T99'; known: D1, "),
        ("--fit fault-zone", "there is no feature or layer 'fault-zone'; known: "),
        ("--preset a4", "there is no preset 'a4'; known presets: slide-16x9, a4-por"),
        ("--without legnd", "argument --without: there is no part 'legnd'; parts are"),
        ("--extent 1,2,3", "argument --extent: '1,2,3' is not an extent; write west,south"),
        ("--extent 1,70,3,60", "argument --extent: '1,70,3,60': the south must be b"),
        ("--extent 0,-60,9,-50", "the projection nsr shows nothing of this extent"),
        ("--extent 0,6,9,9 --fit lanes", "--fit and --extent both say what the"),
        ("--when soon", "argument --when: 'soon' is not a period such as 2022.."),
        ("--dpi 0", "argument --dpi: '0' is not a number of pixels to an inch from 30"),
        ("--title a\x1bb", "argument --title: a title is one line of at most 300"),
        ("--from no.png", "no.png: the view cannot be restored: the file does not ex"),
        ("--batch no.toml", "with --batch, each map's file is named in the list"),
    ],
)
def test_wrong_options_of_an_export_get_one_clear_line_and_exit_2(
    options: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = refused_in_one_line(["export", "a.png", *options.split()], capsys)
    assert text.startswith(f"arctic-map: {sentence}")


def test_a_broken_catalogue_gets_one_line_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "catalog.toml").write_text("= 1")
    assert main(["facts", "--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith(f"arctic-map: {tmp_path / 'catalog.toml'}, line 1, column 1: ")


def test_problems_of_the_content_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "catalog.toml").write_text('title = "T"\nsubtitle = 7')
    assert main(["--data", str(tmp_path), "layers", "--json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out) == []
    assert captured.err == "arctic-map: the content has 1 problem: see arctic-map check\n"


def test_an_unexpected_error_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Path:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(resources, "data", fail)
    monkeypatch.delenv("ARCTIC_MAP_DEBUG", raising=False)
    assert main(["facts"]) == 1
    assert capsys.readouterr().err == (
        "arctic-map: unexpected ZeroDivisionError: by zero (set ARCTIC_MAP_DEBUG=1 for details)\n"
    )
    monkeypatch.setenv("ARCTIC_MAP_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["facts"])


def test_an_interrupt_ends_quietly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(resources, "data", interrupt)
    assert main(["facts"]) == 130
    assert capsys.readouterr().err == ""


def test_json_is_json_where_the_output_takes_only_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="ascii"))
    assert main(["facts", "--json"]) == 0
    assert len(json.loads(out.getvalue().decode("ascii"))) == 60


def test_without_a_display_the_window_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 1
    assert "no display is available" in capsys.readouterr().err


def test_no_command_opens_the_window(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[Path] = []
    # Whoever runs the tests may have a window open.
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    def open_window(data: Path, *_: object, wrong: str = "", **__: object) -> int:
        assert not wrong
        opened.append(data)
        return 0

    monkeypatch.setattr(opening, "open_window", open_window)
    assert main([]) == main(["open"]) == main(["--data", str(resources.data())]) == 0
    assert opened == [resources.data()] * 3


@pytest.mark.parametrize("opened", ["my.geojson", "file:///my.geojson", "arctic-map://fact/T3"])
def test_a_file_or_a_link_without_a_command_is_opened(
    opened: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "my.geojson").touch()
    monkeypatch.chdir(tmp_path)
    assert read([opened, "--fresh"]) == read(["open", opened, "--fresh"])
    assert read([opened]).what == [opened]
    for before in (["--language", "ru"], ["--language=ru", "--data", "data"]):
        assert read([*before, opened]) == read(["open", *before, opened])


def test_check_names_a_style_that_does_not_stand_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    copytree(resources.data(), data, ignore=ignore_patterns("basemap"))
    table = data / "symbology.toml"
    table.write_text(table.read_text(encoding="utf-8").replace("#A86400", "#E69F00"), encoding="utf-8")
    for arguments in (["check", "--data", str(data)], ["check", str(table)]):
        assert main(arguments) == 1
        lines = capsys.readouterr().out.splitlines()
        # Each style of that colour is named.
        assert any("symbology.toml: lane-suez: in the light look" in line for line in lines)
        assert all("suez: in the light look" in line and "must be at least" in line for line in lines)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is full")
@pytest.mark.parametrize("command", [["facts"], ["facts", "--json"], ["layers"]])
def test_a_disk_that_is_full_is_one_line(command: list[str]) -> None:
    """A short text fails when it is flushed, a long one when it is written."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "arctic_map", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "arctic-map: the output cannot be written: no space left on device\n"


NAME = "n" * 300


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (["open", NAME], "is not a link of the atlas"),
        (["open", f"{NAME}.geojson"], "the file does not exist"),
        (["open", f"{NAME}.png"], "the file does not exist"),
        (["open", f"arctic-map://fact/{'n' * 5000}"], "this is not a link"),
        (["open", f"file:///{'n' * 5000}"], "the file does not exist"),
        (["check", NAME], "the file does not exist"),
        (["check", f"{NAME}.geojson"], "the file does not exist"),
        (["export", f"{NAME}.png"], "file name too long"),
        (["export", f"{NAME}/map.png"], "file name too long"),
        (["export", "map.svg", "--from", f"{NAME}.png"], "file name too long"),
        (["export", "map.svg", "--with", f"{NAME}.geojson"], "file name too long"),
        (["export", "--batch", NAME], "file name too long"),
        (["facts", "--data", NAME], "the folder does not exist"),
        (["layers", "--data", "n/" * 3000], "the folder does not exist"),
    ],
)
def test_a_name_that_no_file_can_have_is_wrong_input(
    command: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    error = refused_in_one_line(command, capsys)
    assert why in error and "unexpected" not in error


def test_a_file_that_the_projection_does_not_show_is_named_as_its_reader_knows_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    far = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [100, -75]}}
    (tmp_path / "far.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [far]}))
    out, far_file = str(tmp_path / "a.svg"), str(tmp_path / "far.geojson")
    assert main(["export", out, "--with", far_file, "--fit", "far.geojson"]) == 1
    assert capsys.readouterr().err == "arctic-map: 'far.geojson' is not in the projection nsr\n"


def test_options_of_a_page_are_reported_as_useless_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "a.geojson")
    assert main(["export", out, "--size", "300x200", "--text-scale", "2"]) == 0
    assert (
        capsys.readouterr().err == f"arctic-map: {out}: not used for .geojson files: --size, --text-scale\n"
    )
    assert main(["export", out]) == 0
    assert capsys.readouterr().err == ""


PACKAGE = "arctic_map.cli.commands."
HEAVY = {"PySide6", "duckdb", "folium", "msgspec", "numpy", "pyogrio", "pyproj", "shapely"}


def loaded(*words: str) -> set[str]:
    """Modules of a process with these words, when it has answered."""
    code = (
        "import sys; from contextlib import suppress; from arctic_map.cli.main import main\n"
        f"with suppress(SystemExit): main({[*words]!r})\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {*done.stdout.splitlines()[-1].split()}


def commands_in(modules: set[str]) -> set[str]:
    return {name.removeprefix(PACKAGE) for name in modules if name.startswith(PACKAGE)}


@pytest.mark.parametrize("words", [["--help"], ["nonsense"]])
def test_help_and_wrong_words_load_no_command(words: list[str]) -> None:
    found = loaded(*words)
    assert not commands_in(found)
    assert not HEAVY & found


def test_english_loads_no_translations() -> None:
    assert "arctic_map.storage.languages" not in loaded("facts", "--help")
    assert "arctic_map.storage.languages" in loaded("facts", "--help", "--language", "ru")


@pytest.mark.parametrize("words", [["layers"], ["facts", "--help"], ["search", "Putin"]])
def test_a_command_is_loaded_alone_and_no_geometry_for_lists_and_searches(words: list[str]) -> None:
    found = loaded(*words)
    assert commands_in(found) == {words[0]}
    assert not HEAVY - {"msgspec"} & found


@pytest.mark.parametrize("command", ["check", "ledger"])
def test_checks_and_figures_need_no_window(command: str) -> None:
    assert not {"PySide6", "folium"} & loaded(command)


def test_a_picture_of_the_content_alone_loads_no_geometry_tables_or_widgets(tmp_path: Path) -> None:
    # A map that is turned needs its names placed again.
    found = loaded("export", str(tmp_path / "map.png"), "--size", "300x300", "--projection", "nsr")
    assert not (HEAVY - {"PySide6", "msgspec"} | {"psutil", "PySide6.QtWidgets"}) & found
    assert not {"arctic_map.content.catalog", "arctic_map.render.pdf"} & found


def test_each_command_has_its_module() -> None:
    found = {path.stem for path in Path(commands.__file__).parent.glob("[!_]*.py")}
    assert {command.replace("-", "_") for command in COMMANDS} == found


def test_a_map_can_be_written_into_what_has_a_writer() -> None:
    assert (*WRITERS,) == (*EXPORT_FORMATS,)
