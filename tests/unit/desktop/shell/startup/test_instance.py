"""What one start of the window says to another."""

from pathlib import Path

import pytest

from arctic_map.desktop.shell.startup.instance import MAX_PATH_LENGTH, line_of, understood
from arctic_map.errors import WrongLink
from arctic_map.scene.words.links import Link


@pytest.mark.parametrize(
    "name", ["a.geojson", "a b ü.geojson", "a\nb.geojson", "\udcff.geojson", "%41#?.geojson"]
)
def test_a_path_comes_over_as_it_is(name: str) -> None:
    path = Path("/maps") / name
    line = line_of(path)
    assert line.isascii() and line.isprintable()
    assert understood(line) == path
    assert understood(line_of(Link("fact", "T3"))) == Link("fact", "T3")


@pytest.mark.parametrize(
    "line", ["file://", "file://a/b", "file:///a%00", "file:///" + "a" * MAX_PATH_LENGTH, "x", ""]
)
def test_nothing_else_comes_over(line: str) -> None:
    with pytest.raises(WrongLink):
        understood(line)
