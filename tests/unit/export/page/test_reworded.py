"""Lines of the legend are renamed or left out, by their styles."""

from arctic_map.export.page_view import reworded
from arctic_map.model.legend_entry import LegendEntry

ENTRIES = (
    LegendEntry("lane-nsr", "Lane by the Arctic", "Lanes"),
    LegendEntry("lane-suez", "Lane by Suez", "Lanes", more=(("lane-cape", "by the Cape"),)),
    LegendEntry("port-named", "Port", "Ports"),
)


def test_nothing_is_changed_without_words() -> None:
    assert reworded(ENTRIES, {}) == ENTRIES


def test_a_line_has_the_words_that_are_wanted_and_keeps_its_group() -> None:
    first, *others = reworded(ENTRIES, {"lane-nsr": "By the north"})
    assert (first.text, first.group) == ("By the north", "Lanes")
    assert tuple(others) == ENTRIES[1:]


def test_a_style_that_is_left_out_leaves_its_line_to_the_next_one() -> None:
    found = reworded(ENTRIES, {"lane-suez": "", "port-named": ""})
    assert [entry.symbols for entry in found] == [
        (("lane-nsr", "Lane by the Arctic"),),
        (("lane-cape", "by the Cape"),),
    ]
