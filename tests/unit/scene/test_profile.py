"""Values of a raster along a line: at equal distances on the ground, with its corners."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.unit.scene.test_raster_pictures import VALUES, layer

from arctic_map.geo.measure import legs
from arctic_map.geo.profile import places_along
from arctic_map.scene.profile import COUNT, length_ticks, profile_in_words, profile_of, profile_table, ticks

LINE = ((40.0, 70.0), (60.0, 75.0), (178.0, 72.0), (-170.0, 68.0))


class Latitudes:
    """Latitudes as values, and none in the west."""

    def values_at(self, lon: Any, lat: Any, band: int) -> Any:
        return np.where(lon < 0.0, np.nan, lat).astype(np.float32)


def test_places_are_at_equal_distances_along_geodesics_and_at_the_corners() -> None:
    metres, lon, lat = places_along(LINE, 400)
    places = [*zip(lon.tolist(), lat.tolist(), strict=True)]
    assert set(LINE) <= set(places)
    assert len(places) == pytest.approx(400, abs=4)
    steps = [leg.metres for leg in legs(places)]
    assert metres[-1] == pytest.approx(sum(leg.metres for leg in legs(LINE)))
    assert np.diff(metres) == pytest.approx(steps, rel=1e-6)
    assert max(steps) < 1.02 * min(steps)


def test_a_profile_says_where_the_extremes_are_and_leaves_gaps_where_there_is_no_value() -> None:
    profile = profile_of(layer(VALUES), Latitudes(), LINE)
    assert profile is not None and len(profile.values) == pytest.approx(COUNT, abs=4)
    assert profile.quantity == "°C" and profile.values[-1] is None
    assert min(profile.known) == 70.0
    words = profile_in_words(profile, "km")
    assert words.startswith("4,") and "from 70.00 at 0 m to 8" in words
    words = profile_in_words(profile, "nmi")
    assert words.startswith("2,") and "from 70.00 at 0 nmi to 8" in words and " m" not in words
    table = profile_table(profile).splitlines()
    assert table[0] == "metres,longitude,latitude,°C" and table[1] == "0.0,40.000000,70.000000,70"
    assert table[-1].endswith("-170.000000,68.000000,")


def test_there_is_no_profile_of_colours_or_where_nothing_has_a_value() -> None:
    assert profile_of(layer(replace(VALUES, is_colour=True)), Latitudes(), LINE) is None
    assert profile_of(layer(VALUES), Latitudes(), LINE[-1:] * 2) is None


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (-2804.0, 1810.0, (-2000.0, -1000.0, 0.0, 1000.0)),
        (0.0, 5_222_000.0, (0.0, 2e6, 4e6)),
        (0.31, 0.36, (0.31, 0.32, 0.33, 0.34, 0.35, 0.36)),
    ],
)
def test_axes_have_round_values(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert ticks(low, high) == pytest.approx(expected)


def test_an_axis_of_lengths_is_round_in_the_unit() -> None:
    assert length_ticks(100_000.0, "km") == (0.0, 20_000.0, 40_000.0, 60_000.0, 80_000.0, 100_000.0)
    assert [round(metres / 1852.0) for metres in length_ticks(100_000.0, "nmi")] == [0, 20, 40]
