"""Tables of words: what the shipped ones hold, and the problems of one that is wrong."""

import ast
from functools import cache
from pathlib import Path

import pytest
from tests.wordings import CHINESE, RUSSIAN

from arctic_map import resources
from arctic_map.content import catalog
from arctic_map.errors import ContentError
from arctic_map.model.fact import Kind
from arctic_map.model.feature import Precision
from arctic_map.model.tr import Wording
from arctic_map.scene.symbology import legend
from arctic_map.scene.words import measures
from arctic_map.scene.words.measures import SIDES
from arctic_map.scene.words.sources import terms
from arctic_map.storage.languages import LANGUAGES, read, wording

SOURCE = Path(__file__).parents[3] / "src/arctic_map"
SOUND = """
[dates]
months = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
months-after-day = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
"""


@cache
def texts_in_the_code() -> frozenset[str]:
    """What is written out where a wording is queried for its words."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_wording(node.func):
                english = node.args[0]
                if isinstance(english, ast.Constant) and isinstance(english.value, str):
                    found.add(english.value)
    return frozenset(found)


def _is_wording(called: ast.expr) -> bool:
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return name == "wording"


@pytest.mark.parametrize("language", [RUSSIAN, CHINESE], ids=["ru", "zh"])
def test_every_sentence_of_a_page_has_its_words(language: Wording) -> None:
    content = catalog.load(resources.data())
    needed = {
        *texts_in_the_code(),
        *(
            text
            for row in content.symbology.styles.values()
            for text in (row.legend, row.legend_group, row.legend_tail)
            if text
        ),
        *(row.legend for row in content.symbology.ground.values() if row.legend),
        *(legend.FILES, legend.SIGNS, legend.SURE),
        *(layer.name for layer in content.layers),
        *measures.KINDS.values(),
        *SIDES.values(),
        *(kind.capitalize() for kind in Kind),
        *Precision,
        *(terms(source) for source in content.sources if source.short and terms(source) != "MIT"),
        content.title,
        content.subtitle,
    }
    missing = sorted(english for english in needed if not language.knows(english))
    assert not missing


def test_the_shipped_languages_can_be_read() -> None:
    assert [wording(language).language for language in LANGUAGES] == ["en", "ru", "zh"]


@pytest.mark.parametrize(
    ("rows", "where", "why"),
    [
        ('[words]\n"{year}" = "{jahr}"', "{year}", "other gaps"),
        ('[words]\n"Legend" = "{"', "Legend", "other gaps"),
        ('[words]\n"Legend" = 3', "Legend", "are text"),
        ('[plurals]\n"{count} files" = ["{count}"]', "{count} files", "3 forms"),
        ('[plurals]\n"{count} files" = "{count}"', "{count} files", "list of texts"),
        ("words = 3", "words", "a table"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, rows: str, where: str, why: str) -> None:
    path = tmp_path / "ru.toml"
    path.write_text(f"{rows}\n{SOUND}" if rows.startswith("words") else f"{SOUND}\n{rows}", encoding="utf-8")
    with pytest.raises(ContentError) as error:
        read(path, "ru")
    assert where in str(error.value) and why in str(error.value)


def test_a_table_without_months_or_no_table_at_all_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ru.toml"
    for text in ("[words]", "not toml"):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ContentError):
            read(path, "ru")
    with pytest.raises(ContentError):
        read(tmp_path / "none.toml", "ru")
