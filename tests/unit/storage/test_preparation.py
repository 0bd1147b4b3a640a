"""Drawings are stored, and found again only for the file they were made from."""

from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.model.drawing import Chevrons, Drawing, Label, Shape
from arctic_map.storage import preparation
from arctic_map.storage.preparation import drawing_path, read_drawing, write_drawing

DRAWING = Drawing(
    layer="ports",
    projection="nsr",
    digest="abc",
    shapes=(Shape("arkhangelsk", "point", "port-named", ((1.5, -2.0),), (1.5, -2.0, 1.5, -2.0)),),
    chevrons=(Chevrons("L1", "lane-nsr", ((1.0, 2.0, 45.0, 3.0),)),),
    labels=(Label("Архангельск", 1.0, 2.0, 6.0, 4.0, "start", "port-named", -1.0, "arkhangelsk", 70.5),),
    names={"arkhangelsk": "Arkhangelsk"},
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(resources, "prepared", lambda: tmp_path)
    write_drawing(tmp_path, DRAWING)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_drawing_comes_back_as_it_was_and_none_for_another_version_or_projection() -> None:
    assert read_drawing("nsr", "ports", "abc") == DRAWING
    assert read_drawing("nsr", "ports", "abd") is read_drawing("world", "ports", "abc") is None


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[" * 10_000])
def test_a_broken_drawing_is_none(folder: Path, content: bytes) -> None:
    drawing_path("nsr", "ports", folder).write_bytes(content)
    assert read_drawing("nsr", "ports", "abc") is None


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Folders of what is prepared and of the content."""
    folder, data = tmp_path / "prepared", tmp_path / "data"
    folder.mkdir()
    data.mkdir()
    (data / "catalog.toml").write_text('title = "A"')
    monkeypatch.setattr(resources, "prepared", lambda: folder)
    return folder, data


def test_a_prepared_page_is_read_for_its_content_and_look_alone(prepared: tuple[Path, Path]) -> None:
    folder, data = prepared
    assert preparation.read_first_page(data, "light") is None and not preparation.is_prepared(data)
    preparation.write_first_page(folder, data, {"light": b"one", "dark-ru": b"two"})
    for theme, start in (("light", b"one"), ("dark-ru", b"two")):
        found = preparation.read_first_page(data, theme)
        assert found is not None and (found.start, found.folder, found.projection) == (start, folder, "nsr")
    assert preparation.read_first_page(data, "dark") is None and preparation.is_prepared(data)
    (data / "catalog.toml").write_text('title = "B"')
    assert preparation.read_first_page(data, "light") is None and not preparation.is_prepared(data)


def test_a_drawing_with_its_labels_is_preferred_to_the_plain_one(prepared: tuple[Path, Path]) -> None:
    folder, _ = prepared
    for name, body in (("nsr", b"plain"), ("nsr~ru", b"labelled")):
        (folder / name).mkdir()
        (folder / name / "ports.json").write_bytes(body)
    (folder / "nsr" / "lanes.json").write_bytes(b"lanes")
    page = preparation.FirstPage(b"", folder)
    assert page.drawing("nsr~ru", "ports") == b"labelled" and page.drawing("nsr~zh", "ports") == b"plain"
    assert page.drawing("nsr", "ports") == b"plain" and page.drawing("nsr~ru", "lanes") == b"lanes"
    with pytest.raises(OSError, match="nothing"):
        page.drawing("nsr", "nothing")


def test_the_page_of_the_last_session_is_that_of_no_other(
    prepared: tuple[Path, Path], tmp_path: Path
) -> None:
    folder, data = prepared
    state = tmp_path / "state"
    state.mkdir()
    preparation.write_first_page(folder, data, {})
    assert preparation.read_last(state, data, "light", b"session") is None
    preparation.write_last(state, data, "light", b"session", ("world", b"line\nline"))
    found = preparation.read_last(state, data, "light", b"session")
    assert found is not None
    assert (found.start, found.folder, found.projection) == (b"line\nline", folder, "world")
    assert preparation.read_last(state, data, "dark", b"session") is None
    assert preparation.read_last(state, data, "light", b"sessiom") is None
    (folder / "content").write_text("of another content")
    assert preparation.read_last(state, data, "light", b"session") is None
