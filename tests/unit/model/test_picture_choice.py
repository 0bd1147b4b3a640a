"""Times that servers list are offered, the latest first, and a choice is a part of a layer's name."""

import pytest

from arctic_map.model.picture_choice import (
    MAX_TIMES,
    PictureChoice,
    chosen_layer,
    latest_times,
    parted_choice,
    times_in,
    with_choice,
)
from arctic_map.model.shared_source import SharedLayer


@pytest.mark.parametrize(
    ("extent", "times"),
    [
        ("", ()),
        ("2026-09-15", ("2026-09-15",)),
        ("2024-01-01, 2025-01-01", ("2025-01-01", "2024-01-01")),
        ("2026-11-28/2026-11-30/P1D", ("2026-11-30", "2026-11-29", "2026-11-28")),
        ("2025-11/2026-01/P1M", ("2026-01", "2025-12", "2025-11")),
        ("2024/2026/P1Y", ("2026", "2025", "2024")),
        ("2026-01-31/2026-03-31/P1M", ("2026-03-31", "2026-02-28", "2026-01-31")),
        (
            "2026-01-01T00:00:00Z/2026-01-01T12:00:00Z/PT6H",
            ("2026-01-01T12:00:00Z", "2026-01-01T06:00:00Z", "2026-01-01T00:00:00Z"),
        ),
        ("2020-01-01/2026-01-01", ("2026-01-01", "2020-01-01")),
        ("2020-01-01/2026-01-01/P0D", ("2026-01-01", "2020-01-01")),
        ("2019-01-01/2019-01-02/P1D,2026-11-30", ("2026-11-30", "2019-01-02", "2019-01-01")),
        ("some/day/P1D,2026", ("2026",)),
        ("9999-10/9999-12/P1M", ("9999-12", "9999-11", "9999-10")),
        ("2025/2026/P99999999999D,2026", ("2026",)),
    ],
)  # fmt: skip
def test_times_are_listed_the_latest_first(extent: str, times: tuple[str, ...]) -> None:
    assert times_in(extent) == times


def test_long_lists_of_times_end_at_a_limit() -> None:
    assert len(times_in("1900-01-01T00:00:00Z/2026-01-01T00:00:00Z/PT1S")) == MAX_TIMES
    text = latest_times(",".join(str(year) for year in range(3 * MAX_TIMES)))
    assert times_in(text)[0] == str(3 * MAX_TIMES - 1) and len(times_in(text)) == MAX_TIMES


def test_a_choice_is_a_part_of_the_name_of_a_layer() -> None:
    choice = PictureChoice("2026-09-15T12:00:00Z", "grey & white")
    name = with_choice("ice:extent", choice)
    assert name == "ice:extent?time=2026-09-15T12:00:00Z&style=grey+%26+white"
    assert parted_choice(name) == ("ice:extent", choice)
    assert with_choice("ice", PictureChoice()) == "ice"
    for other in ("ice", "ice?", "ice?colour=red", "?time=2026"):
        assert parted_choice(other) == (other, PictureChoice())


def test_the_title_of_a_chosen_layer_names_the_choice() -> None:
    layer = chosen_layer(SharedLayer("ice", "Sea ice"), PictureChoice("2026-09-15"))
    assert (layer.name, layer.title) == ("ice?time=2026-09-15", "Sea ice, 2026-09-15")
