"""An older Python says in one sentence what Arctic Map needs, whichever file it reads first."""

import ast
import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READ_FIRST = [ROOT / "src" / "arctic_map" / "__init__.py", ROOT / "packaging" / "hatch_build.py"]
"""By `python -m arctic_map`, and by pip when it builds."""


@pytest.mark.parametrize("path", READ_FIRST, ids=lambda path: path.name)
def test_an_old_python_is_refused_with_a_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 11, 7))
    with pytest.raises(SystemExit, match=r"^Arctic Map needs Python 3\.12 or newer; this is Python "):
        runpy.run_path(str(path))


@pytest.mark.parametrize("path", READ_FIRST, ids=lambda path: path.name)
def test_an_old_python_can_parse_it(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 7))
