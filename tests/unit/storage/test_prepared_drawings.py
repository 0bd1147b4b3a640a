"""Drawings are stored, and found again only for the file they were made from."""

from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.model.drawing import Chevrons, Drawing, Label, Shape
from arctic_map.storage.prepared_drawings import drawing_path, read_drawing, write_drawing

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
