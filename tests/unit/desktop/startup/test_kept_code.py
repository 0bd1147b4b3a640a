"""What was compiled at one start is found at the next, and nothing else is run."""

import builtins
import dataclasses
from pathlib import Path
from typing import Any

import pytest

from arctic_map.desktop.startup.kept_code import KeptCode


def made(name: str = "width") -> Any:
    """A dataclass with one field, whose methods are compiled here."""
    return dataclasses.make_dataclass("Made", [(name, int)], frozen=True)


def compiled_at(start: KeptCode, name: str = "width") -> int:
    """How many texts the compiler itself had to take while a dataclass was made."""
    taken = 0
    plain = start._compile

    def counted(*arguments: Any, **named: Any) -> Any:
        nonlocal taken
        taken += 1
        return plain(*arguments, **named)

    start._compile = counted
    start.begin()
    try:
        assert getattr(made(name)(3), name) == 3
    finally:
        start.end()
        builtins.compile = start._compile = plain
    return taken


def test_the_next_start_compiles_nothing_that_this_one_has_compiled(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "code"
    assert compiled_at(KeptCode(file)) > 0
    assert compiled_at(KeptCode(file)) == 0


def test_another_text_is_compiled_and_kept_beside_the_first(tmp_path: Path) -> None:
    file = tmp_path / "code"
    compiled_at(KeptCode(file))
    assert compiled_at(KeptCode(file), "height") > 0
    assert compiled_at(KeptCode(file), "height") == compiled_at(KeptCode(file)) == 0


@pytest.mark.parametrize("place", [0, 0.2, 0.99])
def test_a_damaged_file_is_not_run_but_made_anew(place: float, tmp_path: Path) -> None:
    file = tmp_path / "code"
    compiled_at(KeptCode(file))
    whole = file.read_bytes()
    at = int(place * len(whole))
    file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert compiled_at(KeptCode(file)) > 0
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_costs_no_start(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("no folder")
    assert compiled_at(KeptCode(tmp_path / "cache" / "code")) > 0


def test_after_the_start_all_is_compiled_by_python_itself(tmp_path: Path) -> None:
    plain = builtins.compile
    start = KeptCode(tmp_path / "code")
    start.begin()
    assert builtins.compile is not plain
    start.end()
    assert builtins.compile is plain
    assert "exec" not in vars(dataclasses)
