"""Rasters in the colours of their ramp, on the map and in the legend."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from tests.built_in import built_in_atlas

from arctic_map.geo.projections import DEFAULT
from arctic_map.model.catalog import Band, Layer, LayerKind, Raster
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.opened import OpenedFile
from arctic_map.model.projection import PixelView
from arctic_map.scene.opened_files import with_files
from arctic_map.scene.raster_pictures import band_id, band_words, picture, with_band, with_ramp
from arctic_map.scene.styling import styled
from arctic_map.scene.symbology.colours import RAMPS
from arctic_map.scene.timeline import Range

VALUES = Raster(3, 1, "file-1-area", is_colour=False, low=-10.0, high=10.0, unit="°C")
VIEW = PixelView(DEFAULT, 0.0, 0.0, 1.0, 4, 1)


class Pixels:
    def __init__(self, pixels: Any) -> None:
        self._pixels = pixels

    def sampled(self, view: PixelView, band: int) -> Any:
        return self._pixels

    def interpolated(self, view: PixelView, band: int) -> Any:
        return self._pixels

    def value(self, lon: float, lat: float, band: int) -> float | None:
        return None


def layer(raster: Raster) -> Layer:
    return Layer(
        id="opened-1", name="air.tif", topic="opened", kind=LayerKind.RASTER, file="/air.tif", raster=raster
    )


def hexed(colour: Any) -> str:
    return "#" + "".join(f"{each:02x}" for each in colour[:3])


def test_values_get_the_colours_of_the_ramp_and_none_is_clear() -> None:
    coloured = picture(VALUES, Pixels(np.array([[-99.0, 0.0, 10.0, np.nan]], np.float32)), VIEW)
    assert coloured is not None and coloured.shape == (1, 4, 4)
    low, middle, high, nothing = coloured[0]
    ramp = RAMPS["viridis"]
    assert (hexed(low), hexed(high)) == (ramp[0], ramp[-1])
    assert [int(each) for each in middle[:3]] == pytest.approx([0x21, 0x91, 0x8C], abs=3)
    assert nothing.tolist() == [0, 0, 0, 0]


def test_colours_stay_and_what_cannot_be_read_is_no_picture() -> None:
    colours = np.full((1, 4, 4), 7, np.uint8)
    assert picture(replace(VALUES, is_colour=True), Pixels(colours), VIEW) is colours
    assert picture(VALUES, Pixels(None), VIEW) is None


def test_the_legend_has_the_values_in_their_colours() -> None:
    listed = with_ramp(layer(VALUES))
    assert [text for _, text in listed.legend] == ["≤ −10", "−5", "0", "5", "≥ 10"]
    assert listed.legend_title == "°C"
    small = with_ramp(layer(replace(VALUES, low=0.001, high=0.0014)))
    assert len({text for _, text in small.legend}) == 5
    catalog = with_files(built_in_atlas(), [OpenedFile(layer=layer(VALUES))])
    first = catalog.symbology.styles[listed.legend[0][0]]
    assert first.fill and first.fill.usual.light == RAMPS["viridis"][0]
    assert with_ramp(layer(replace(VALUES, is_colour=True))).legend == ()


def test_a_raster_is_below_the_lines_of_the_base_map_and_everything_else() -> None:
    catalog = with_files(built_in_atlas(), [OpenedFile(layer=layer(VALUES))])
    kinds = [each.kind for each in catalog.layers]
    at = kinds.index(LayerKind.RASTER)
    assert {*kinds[:at]} <= {LayerKind.GROUND, LayerKind.IMAGE}
    assert kinds[at + 1] in (LayerKind.GRATICULE, LayerKind.FEATURES)


def test_a_style_sets_ramp_and_range_and_asks_the_page_for_another_picture() -> None:
    plain = with_files(built_in_atlas(), [OpenedFile(layer=layer(VALUES))])
    style = LayerStyle(ramp="cividis", reverse=True, limits=(0.0, 2.0))
    catalog = styled(plain, {"opened-1": style})
    before, after = (next(each for each in one.layers if each.raster) for one in (plain, catalog))
    assert after.raster and (after.raster.low, after.raster.high) == (0.0, 2.0)
    assert after.digest != before.digest and catalog.symbology.digest != plain.symbology.digest
    assert [text for _, text in after.legend] == ["≤ 0", "0.5", "1", "1.5", "≥ 2"]
    first = catalog.symbology.styles[after.legend[0][0]].fill
    assert first and first.usual.light == RAMPS["cividis"][-1]
    coloured = picture(after.raster, Pixels(np.array([[2.0]], np.float32)), VIEW)
    assert coloured is not None and hexed(coloured[0, 0]) == RAMPS["cividis"][0]


@pytest.mark.parametrize("limits", [(), (5.0,), (3.0, 3.0)])
def test_a_range_that_is_none_is_ignored(limits: tuple[float, ...]) -> None:
    after = styled_raster(LayerStyle(limits=limits))
    assert (after.low, after.high) == (VALUES.low, VALUES.high)


def styled_raster(style: LayerStyle) -> Raster:
    catalog = styled(with_files(built_in_atlas(), [OpenedFile(layer=layer(VALUES))]), {"opened-1": style})
    return next(each.raster for each in catalog.layers if each.raster)


def days(*texts: str, variable: str = "ice", low: float = 0.0) -> tuple[Band, ...]:
    times = [(date.fromisoformat(text[:10]).toordinal(), text[11:]) for text in texts]
    return tuple(Band(variable, day, time, low, low + 1.0, "%") for day, time in times)


MONTHS = days("2024-01-15", "2024-02-15", "2024-03-15")
SERIES = replace(VALUES, bands=(*MONTHS, *days("2024-01-15", "2024-02-15", variable="snow", low=5.0)))


def period(first: str, last: str) -> Range:
    return Range(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("chosen", "when", "band"),
    [
        ("", None, 2),
        ("", period("2024-01-01", "2024-02-20"), 1),
        ("", period("2024-03-01", "2024-03-01"), 1),
        ("", period("2025-06-01", "2025-07-01"), None),
        ("", period("2000-06-01", "2001-07-01"), None),
        ("snow", None, 4),
        ("snow", period("2024-01-01", "2024-01-31"), 3),
        ("snow, 2024-01-15#", period("2024-03-01", "2024-03-31"), 3),
        ("lost", None, 2),
    ],
)
def test_the_band_of_the_style_or_of_the_end_of_the_period_is_shown(
    chosen: str, when: Range | None, band: int | None
) -> None:
    catalog = styled(
        with_files(built_in_atlas(), [OpenedFile(layer=layer(SERIES))]),
        {"opened-1": LayerStyle(band=chosen)},
        when=when,
    )
    after = next(each for each in catalog.layers if each.raster)
    assert after.raster and after.raster.band == band
    if band is None:
        assert picture(after.raster, Pixels(None), VIEW) is None
        assert [text for _, text in after.legend] == ["no values at this time"]
    else:
        shown = SERIES.bands[band]
        assert (after.raster.low, after.raster.unit) == (shown.low, shown.unit)
        assert after.legend_title == f"{shown.variable}, {date.fromordinal(shown.day)}, %"


def test_bands_of_hours_and_without_times_have_names() -> None:
    hours = replace(VALUES, bands=days("2024-01-15 06:00", "2024-01-15 18:00"))
    assert with_band(hours, "", None).band == 1
    assert [band_words(each) for each in hours.bands] == ["ice, 2024-01-15 06:00", "ice, 2024-01-15 18:00"]
    plain = replace(VALUES, bands=(Band("band 1", 0, "", 0.0, 1.0, ""), Band("depth", 0, "", 2.0, 3.0, "m")))
    assert with_band(plain, "", period("2024-01-01", "2024-01-31")).band == 0
    assert with_band(plain, band_id(plain.bands[1]), None).unit == "m"


def test_the_legend_has_no_powers_of_ten_for_hundreds() -> None:
    texts = [text for _, text in with_ramp(layer(replace(VALUES, low=0.0, high=99.9999))).legend]
    assert texts == ["≤ 0", "25", "50", "75", "≥ 100"]
