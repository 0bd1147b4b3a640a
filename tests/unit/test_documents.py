"""README, CONTRIBUTING, docs and help name what exists, in short sentences."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from arctic_map.cli.main import read
from arctic_map.cli.parser import COMMANDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
HELP = tuple(sorted((ROOT / "resources" / "help").glob("*.md")))
PATH = re.compile(r"`([\w./*-]+(?:/|\.(?:py|toml|md|json|js|sh|npz))[\w./*-]*)`")
LINK = re.compile(r"\]\((?!https?:|help:|mark:)([^)]+)\)")
MADE_BY_THE_READER = {"dist/", "resources/data/layers/pipelines.geojson", "utils.py"}
MOST_WORDS = 35


def is_there(path: str, files: str) -> bool:
    """Whether a path, or its end, is that of a file or folder; NAME and * stand for any name."""
    pattern = re.escape(path.rstrip("/")).replace("NAME", r"\w+").replace(r"\*", r"[^/\n]*")
    return re.search(rf"(^|/){pattern}(/|$)", files, re.MULTILINE) is not None


def sentences(text: str) -> Iterator[str]:
    """The sentences of a page; rows of tables and items of lists end one, and code is none."""
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    text = "\n".join(line for line in text.splitlines() if not line.startswith("    "))
    text = re.sub(r"`[^`]*`|\{\w+:?[\w.-]*\}", "Code", text)
    text = re.sub(r"\n(?=\s*(?:[-*#>|]|\d+\.))", "\n\n", text).replace("|", "\n\n")
    for part in re.split(r"\n\s*\n", text):
        plain = re.sub(r"[*_]{1,2}", "", " ".join(part.split()))
        yield from re.split(r"(?<=[.!?])\)? (?=\W*[A-Z0-9])", plain)


def too_long(text: str) -> list[str]:
    return [each for each in sentences(text) if len(each.split()) > MOST_WORDS]


def name_of(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_path_in_a_document_exists(document: Path) -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    named = set(PATH.findall(document.read_text(encoding="utf-8"))) - MADE_BY_THE_READER
    assert sorted(path for path in named if not is_there(path, listed.stdout)) == []


def test_a_path_that_does_not_exist_is_found() -> None:
    assert PATH.findall("`cli/parser.py`, `src/`, `a text` and `tests/x.py`") == [
        "cli/parser.py",
        "src/",
        "tests/x.py",
    ]
    assert is_there("cli/parser.py", "src/arctic_map/cli/parser.py\n")
    assert is_there("cli/NAME.py", "src/arctic_map/cli/parser.py\n")
    assert is_there("src/arctic_map/cli/", "src/arctic_map/cli/parser.py\n")
    assert not is_there("cli/gone.py", "src/arctic_map/cli/parser.py\n")
    assert not is_there("i/parser.py", "src/arctic_map/cli/parser.py\n")


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).is_file()] == []
    assert links or document.name != "README.md"


@pytest.mark.parametrize("page", [*DOCUMENTS, *HELP], ids=name_of)
def test_sentences_are_short(page: Path) -> None:
    assert too_long(page.read_text(encoding="utf-8")) == []


def test_a_long_sentence_is_found() -> None:
    long = " ".join(["word"] * MOST_WORDS)
    assert too_long(f"Short. A {long}. Short.") == [f"A {long}."]
    assert too_long(f"- {long[5:]}.\n- {long[5:]}.\n") == []


def test_the_commands_of_the_manual_can_be_read_and_none_is_missing() -> None:
    lines = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8").splitlines()
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("    arctic-map")]
    for words in commands:
        read(words)
    assert {words[0] for words in commands} == {name for name, help in COMMANDS.items() if help}
