"""README, CONTRIBUTING, docs and help name what exists, in short sentences."""

import ast
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from arctic_map.cli.main import COMMANDS, read

ROOT = Path(__file__).parents[2]
DOCUMENTS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
TRANSLATED = tuple(sorted(ROOT.glob("README.*.md")))
HELP = tuple(sorted((ROOT / "resources" / "help").glob("*.md")))
SOURCES = ROOT / "src" / "arctic_map"
CODE = re.compile(r"`(\w[\w/.-]*)`(?=\s+of\s+`([\w/.-]+\.(?:py|js))`)?")
"""A path or a name in a list, and the path behind it where it is a name of that."""
PATH = re.compile(r"`([\w./*-]+(?:/|\.(?:py|toml|md|json|js|sh|npz)(?!\w))[\w./*-]*)`")
LINK = re.compile(r"\]\((?!https?:|help:|mark:)([^)]+)\)")
MADE_BY_THE_READER = {"dist/", "resources/data/layers/pipelines.geojson", "utils.py"}
MAX_WORDS = 35


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


def named_in(step: str) -> Iterator[tuple[str, str]]:
    """Path and name of each thing that a step of a list names: `path`: `name`, or `name` of `path`."""
    path = ""
    for code, of in re.findall(CODE, step):
        if "/" in code:
            path = code
        else:
            yield of or path, code


def defined(path: Path) -> set[str]:
    """What a module defines, methods as Class.method; of a script every word."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        return set(re.findall(r"\w+", text))
    found: set[str] = set()
    for node in ast.parse(text).body:
        match node:
            case ast.ClassDef(name=name, body=body):
                found |= {
                    name,
                    *(f"{name}.{each.name}" for each in body if isinstance(each, ast.FunctionDef)),
                }
            case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]):
                found.add(name)
    return found


def undefined(steps: list[str]) -> list[str]:
    """What steps name and no file defines; where a path has NAME, one of the files of that pattern does."""
    lacking = []
    for path, name in (each for step in steps for each in named_in(step)):
        top = ROOT if path.startswith(("docs/", "packaging/", "resources/", "tests/")) else SOURCES
        if not any(name in defined(file) for file in top.glob(path.replace("NAME", "[a-z]*"))):
            lacking.append(f"{path}: {name}")
    return lacking


def steps_of(section: str) -> list[str]:
    """The items of its numbered list."""
    return re.findall(r"^\d+\. (.*(?:\n   .*)*)", section, re.MULTILINE)


def too_long(text: str) -> list[str]:
    return [each for each in sentences(text) if len(each.split()) > MAX_WORDS]


def name_of(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_path_in_a_document_exists(document: Path) -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    named = set(PATH.findall(document.read_text(encoding="utf-8"))) - MADE_BY_THE_READER
    assert sorted(path for path in named if not is_there(path, listed.stdout)) == []


def test_a_path_that_does_not_exist_is_found() -> None:
    assert PATH.findall("`cli/chosen.py`, `src/`, `a text` and `tests/x.py`") == [
        "cli/chosen.py",
        "src/",
        "tests/x.py",
    ]
    assert is_there("cli/chosen.py", "src/arctic_map/cli/chosen.py\n")
    assert is_there("cli/NAME.py", "src/arctic_map/cli/chosen.py\n")
    assert is_there("src/arctic_map/cli/", "src/arctic_map/cli/chosen.py\n")
    assert not is_there("cli/gone.py", "src/arctic_map/cli/chosen.py\n")
    assert not is_there("i/chosen.py", "src/arctic_map/cli/chosen.py\n")


@pytest.mark.parametrize("document", [*DOCUMENTS, *TRANSLATED], ids=name_of)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).is_file()] == []
    assert links or document.name != "README.md"


@pytest.mark.parametrize("document", TRANSLATED, ids=name_of)
def test_a_translated_readme_has_the_headings_entries_and_keys_of_the_english_one(document: Path) -> None:
    def outline(text: str) -> list[str]:
        begins = [re.match(r"#+ |\d+\. |- |!?\[|    [a-z-]+ ", line) for line in text.splitlines()]
        return [begin[0] for begin in begins if begin]

    english, translated = (path.read_text(encoding="utf-8") for path in (ROOT / "README.md", document))
    assert outline(translated) == outline(english)
    keys = re.compile(r"`(?:Ctrl\+)?[A-Z0-9,]+`")
    assert sorted(keys.findall(translated)) == sorted(keys.findall(english))


@pytest.mark.parametrize("page", [*DOCUMENTS, *HELP], ids=name_of)
def test_sentences_are_short(page: Path) -> None:
    assert too_long(page.read_text(encoding="utf-8")) == []


def test_a_long_sentence_is_found() -> None:
    long = " ".join(["word"] * MAX_WORDS)
    assert too_long(f"Short. A {long}. Short.") == [f"A {long}."]
    assert too_long(f"- {long[5:]}.\n- {long[5:]}.\n") == []


def test_the_commands_of_the_manual_can_be_read_and_none_is_missing() -> None:
    lines = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8").splitlines()
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("    arctic-map")]
    for words in commands:
        read(words)
    assert {words[0] for words in commands} == {name for name, help in COMMANDS.items() if help}


def test_all_that_the_architecture_names_is_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert {*packages} == {path.parent.name for path in SOURCES.glob("*/__init__.py")}
    glossary = text.partition("## Glossary")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\| \w", glossary, re.MULTILINE)) > 15
    assert undefined([part for part in re.split(r"[(;]", glossary) if " of `" in part]) == []
    walks = text.partition("## Data flow")[2].split("### ")[1:]
    steps = [steps_of(walk) for walk in walks]
    assert len(walks) == 6
    assert all(1 < len(each) <= 10 for each in steps)
    assert all([*named_in(step)] for each in steps for step in each)
    assert [name for each in steps for name in undefined(each)] == []


def test_all_that_a_recipe_names_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipes = text.partition("## Follow a recipe")[2].partition("\n## ")[0].split("### ")[1:]
    assert len(recipes) == 6
    for recipe in recipes:
        assert any([*named_in(step)] for step in steps_of(recipe)), recipe
        assert undefined(steps_of(recipe)) == []


def test_a_name_that_no_file_defines_is_found() -> None:
    assert undefined(["`scene/compose.py`: `compose` calls `card` of `scene/cards.py`."]) == []
    assert undefined(["`scene/compose.py`: `gone`, and `Gone` of `scene/cards.py`."]) == [
        "scene/compose.py: gone",
        "scene/cards.py: Gone",
    ]
    assert undefined(["`cli/commands/NAME.py`: `options`"]) == []
    assert undefined(["`scene/gone.py`: `compose`"]) == ["scene/gone.py: compose"]
    assert "Planner.ways" in defined(SOURCES / "geo" / "sailing" / "route_search.py")
