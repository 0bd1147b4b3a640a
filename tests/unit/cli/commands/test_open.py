"""`arctic-map open`: what its words mean."""

import os
from pathlib import Path
from typing import Any

import pytest

from arctic_map.cli.commands import open as opening
from arctic_map.cli.file_arguments import local_path
from arctic_map.cli.main import main
from arctic_map.cli.parser import UsageError
from arctic_map.desktop.shell import app
from arctic_map.model.tr import speaks_english
from arctic_map.scene.words.links import Link
from arctic_map.storage.user_language import LANGUAGE_VARIABLE


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Link | None, list[Path]]]:
    """What the window would be opened with."""
    found: list[tuple[Link | None, list[Path]]] = []

    def open_at(link: Link | None, data: Path, *, files: Any = (), **_: Any) -> int:
        found.append((link, list(files)))
        return 0

    monkeypatch.setattr(opening, "open_at", open_at)
    return found


def test_files_addresses_and_a_link(
    opened: list[Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "a b.geojson", tmp_path / "ü.json"
    for path in (first, second):
        path.write_text("{}")
    monkeypatch.chdir(tmp_path)
    assert main(["open", "a b.geojson", second.as_uri(), "arctic-map://fact/T3"]) == 0
    assert opened == [(Link("fact", "T3"), [first, second])]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["missing.geojson"], "the file does not exist"),
        (["file:///nowhere/missing.geojson"], "the file does not exist"),
        (["file://other.example.org/a.geojson"], "is on another computer"),
        (["arctic-map://fact/T3", "arctic-map://fact/T1"], "only one link"),
        (["words"], "is not a link of the atlas"),
    ],
)
def test_what_cannot_be_opened_is_one_line(
    words: list[str], message: str, opened: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["open", *words]) == 2
    error = capsys.readouterr().err
    assert message in error and error.count("\n") == 1
    assert opened == []


def test_a_picture_without_a_view_is_refused(
    opened: list[Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert main(["open", str(tmp_path / "photo.png")]) == 2
    assert "the view cannot be restored" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["file:relative", "file:///a%00b", "file://a.example/b"])
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(UsageError):
        local_path(address)


@pytest.mark.usefixtures("opened")
def test_the_window_has_the_given_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LANGUAGE_VARIABLE, "ru")
    assert main(["open"]) == 0
    assert os.environ[LANGUAGE_VARIABLE] == "ru"
    assert main(["--language", "zh"]) == 0
    assert os.environ[LANGUAGE_VARIABLE] == "zh"


def test_the_window_starts_without_the_language_of_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    english = []

    def stay_open(*_: object, **__: object) -> int:
        english.append(speaks_english())
        return 0

    # Whoever runs the tests may have a window open.
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv(LANGUAGE_VARIABLE, "ru")
    monkeypatch.setattr(app, "run", stay_open)
    assert main(["open", "--new"]) == 0
    assert english == [True], "its settings choose"
