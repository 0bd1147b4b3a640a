"""The help says what the content is."""

import re

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
