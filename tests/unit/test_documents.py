"""README and CONTRIBUTING name files that exist."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATH = re.compile(r"`([\w./*-]+(?:/|\.(?:py|toml|md|json|js|sh|npz))[\w./*-]*)`")
MADE_BY_THE_READER = {"dist/", "resources/data/layers/pipelines.geojson"}


def is_there(path: str, files: str) -> bool:
    """Whether a path, or its end, is that of a file or folder; NAME and * stand for any name."""
    pattern = re.escape(path.rstrip("/")).replace("NAME", r"\w+").replace(r"\*", r"[^/\n]*")
    return re.search(rf"(^|/){pattern}(/|$)", files, re.MULTILINE) is not None


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_path_in_a_document_exists(document: str) -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    named = set(PATH.findall((ROOT / document).read_text(encoding="utf-8"))) - MADE_BY_THE_READER
    assert len(named) > 15
    assert sorted(path for path in named if not is_there(path, listed.stdout)) == []


def test_a_path_that_does_not_exist_is_found() -> None:
    assert is_there("cli/chosen.py", "src/arctic_map/cli/chosen.py\n")
    assert is_there("cli/NAME.py", "src/arctic_map/cli/chosen.py\n")
    assert is_there("src/arctic_map/cli/", "src/arctic_map/cli/chosen.py\n")
    assert not is_there("cli/gone.py", "src/arctic_map/cli/chosen.py\n")
    assert not is_there("i/chosen.py", "src/arctic_map/cli/chosen.py\n")
