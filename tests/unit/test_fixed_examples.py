"""A property test that passed passes again, whatever ran before it."""

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def examples() -> list[tuple[int, str]]:
    """What a property test is given here by default."""
    drawn: list[tuple[int, str]] = []

    @settings(max_examples=300)
    @given(st.integers(), st.text())
    def try_each(number: int, text: str) -> None:
        drawn.append((number, text))

    try_each()
    return drawn


def test_an_imported_module_does_not_change_the_examples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = examples()
    path = tmp_path / "imported_meanwhile.py"
    path.write_text("\n".join(f'VALUE_{number} = ("word{number}", {number})' for number in range(700, 900)))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, path.stem, module)
    spec.loader.exec_module(module)
    assert examples() == before
