"""The composition of pages: what the map, its subject and the legend have of the page."""

from pathlib import Path

import pytest
from tests.composition import a_third_of_the_cases, measured

LANDSCAPE = ("slide", "1600x1000", "a4-landscape")
SMALL = "journal"
"""A column of 85 mm, where the legend of a full map cannot be on the map."""


@pytest.mark.slow
@pytest.mark.parametrize(("size", "language"), [("journal", "ru"), ("slide", "zh")])
def test_a_small_map_of_the_world_names_the_ends_of_its_route(
    size: str, language: str, tmp_path: Path
) -> None:
    _, found = measured("world", size, language, tmp_path)
    assert len(found.named) == 2
    assert not found.unnamed


@pytest.mark.slow
@pytest.mark.parametrize(("about", "size", "language"), [*a_third_of_the_cases()], ids=str)
def test_a_page_belongs_to_its_map_and_the_map_to_its_subject(
    about: str, size: str, language: str, tmp_path: Path
) -> None:
    _, found = measured(about, size, language, tmp_path)
    assert found.whole
    assert not found.unnamed
    assert len(found.named) >= {"route": 2, "own": 7}.get(about, 0)
    assert found.legend <= 0.2
    assert found.entries <= 12
    assert found.shortest * 2 >= found.longest
    if size in LANDSCAPE:
        # Listed facts stand below the map.
        assert found.frame >= (0.6 if about == "facts" else 0.7)
    if size != SMALL:
        assert found.subject >= (0.5 if about == "facts" else 0.55)
