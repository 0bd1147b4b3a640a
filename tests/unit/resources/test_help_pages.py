"""The help says what the content is."""

import re
from pathlib import Path

import pytest
from tests.built_in import built_in_atlas

from arctic_map import resources

NUMBERS = dict(zip(("fourteen", "fifteen", "sixteen", "seventeen", "eighteen"), range(14, 19), strict=True))


def page(name: str) -> str:
    return (resources.help_pages() / name).read_text(encoding="utf-8")


def test_the_first_page_counts_the_steps_of_the_tour() -> None:
    found = re.search(r"in (\w+) steps", page("01-start.md"))
    assert found and NUMBERS[found[1]] == len(built_in_atlas().tour)


def test_the_limits_say_of_which_ice_and_of_which_regions_the_map_speaks() -> None:
    limits = page("11-limits.md")
    assert "The ice on the map is not today's" in limits
    assert "limits are not those of the seas on the map" in limits


def test_the_help_calls_no_stated_distance_too_short() -> None:
    assert "shorter than a ship can sail" not in page("05-ledger.md")


FOLDER = resources.help_pages()
PAGES = sorted(path.name for path in FOLDER.glob("*.md"))
FIXED = re.compile(r"\{[a-z]+(?::[a-z.-]+[a-z0-9]*)?\}|\]\((?:mark|help):[^)]*\)|`[^`\n]+`")
"""Placeholders, targets of links, and what is typed as it stands."""
LINE = re.compile(r"#+ |\d+\. |- |\|")
"""Beginning of a heading, of an entry of a list, or of a row."""


def shape(path: Path) -> list[str]:
    """What each line of a page is: its beginning, and the number of columns of a row."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        f"{begin[0]}{line.count('|')}" if (begin := LINE.match(line)) else "text" if line else ""
        for line in lines
    ]


@pytest.mark.parametrize("language", ["ru", "zh"])
@pytest.mark.parametrize("name", PAGES)
def test_a_translated_page_has_the_lines_keys_and_links_of_the_english_one(language: str, name: str) -> None:
    english, translated = FOLDER / name, FOLDER / language / name
    assert shape(translated) == shape(english)
    assert sorted(FIXED.findall(translated.read_text(encoding="utf-8"))) == sorted(FIXED.findall(page(name)))


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_no_page_is_translated_that_does_not_exist(language: str) -> None:
    assert sorted(path.name for path in (FOLDER / language).iterdir()) == PAGES
