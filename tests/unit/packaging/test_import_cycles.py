"""The check of imports finds files that import each other, however late and by however many others."""

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[3] / "packaging")]

from checks.import_cycles import cycle  # noqa: E402  # from the root of the checkout


def made(folder: Path, name: str, **files: str) -> str:
    package = folder / name
    package.mkdir()
    (package / "__init__.py").write_text("")
    for file, text in files.items():
        (package / f"{file}.py").write_text(text.replace("HERE", name))
    return name


def test_a_late_import_back_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    name = made(
        tmp_path,
        "tied",
        one="from HERE import two",
        two="from HERE import three",
        three="def late():\n    from HERE.one import thing",
    )
    assert {*cycle(name)} == {f"{name}.one", f"{name}.two", f"{name}.three"}


def test_files_in_order_are_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    name = made(tmp_path, "untied", one="from HERE import two, three", two="from HERE import three", three="")
    assert cycle(name) == ()
