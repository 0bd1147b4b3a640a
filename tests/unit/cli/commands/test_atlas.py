"""`arctic-map atlas pack` refuses what it would have to leave out, unless it is told to pack all the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.content.contents import NEW

from arctic_map.cli.main import main
from arctic_map.content.package.checked_reading import read_atlas
from arctic_map.content.package.unpacked import unpack

FACTS = '[[fact]]\nid = "F1"\ntext = "It went."\nkind = "reported"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An atlas of one fact."""
    catalog = NEW["catalog.toml"].replace(b"facts = []", b'facts = ["facts/trade.toml"]')
    unpack({**NEW, "catalog.toml": catalog, "facts/trade.toml": FACTS.encode()}, tmp_path / "folder")
    return tmp_path / "folder"


def packed(folder: Path, *options: str) -> tuple[int, Path]:
    target = folder.with_name("a.arctic")
    return main(["atlas", "pack", str(folder), str(target), *options]), target


def dropped_fact(folder: Path) -> str:
    (folder / "facts/trade.toml").write_text(FACTS.replace('"reported"', '"rumoured"'))
    return "facts/trade.toml: F1"


def broken_table(folder: Path) -> str:
    (folder / "facts/trade.toml").write_text(FACTS + "[[fact")
    return "facts/trade.toml: "


def missing_text(folder: Path) -> str:
    (folder / "article.txt").unlink()
    return "article.txt: the file does not exist"


def test_a_sound_folder_is_packed(folder: Path) -> None:
    code, target = packed(folder)
    assert code == 0 and "facts/trade.toml" in read_atlas(target).files


@pytest.mark.parametrize("broken", [dropped_fact, broken_table, missing_text])
def test_a_folder_with_problems_is_packed_only_on_demand(
    broken: Callable[[Path], str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = broken(folder)
    code, target = packed(folder)
    said = capsys.readouterr().err
    assert code == 1 and not target.exists()
    assert said.count(named) == 1 and "--allow-problems" in said
    code, target = packed(folder, "--allow-problems")
    assert code == 0 and "catalog.toml" in read_atlas(target).files
    assert named in capsys.readouterr().err
