"""Rasters in the colours of their ramp, on the map and in the legend."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.built_in import built_in_atlas

from arctic_map.geo.projections import DEFAULT
from arctic_map.model.catalog import Layer, LayerKind, Raster
from arctic_map.model.layer_style import LayerStyle
from arctic_map.model.opened import OpenedFile
from arctic_map.model.projection import PixelView
from arctic_map.scene.opened_files import with_files
from arctic_map.scene.raster_pictures import picture, with_ramp
from arctic_map.scene.styling import styled
from arctic_map.scene.symbology.colours import RAMPS

VALUES = Raster(3, 1, "file-1-area", is_colour=False, low=-10.0, high=10.0, unit="°C")
VIEW = PixelView(DEFAULT, 0.0, 0.0, 1.0, 4, 1)


class Pixels:
    def __init__(self, pixels: Any) -> None:
        self._pixels = pixels

    def sampled(self, view: PixelView) -> Any:
        return self._pixels

    def value(self, lon: float, lat: float) -> float | None:
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
    assert [text for _, text in listed.legend] == ["≤ -10", "-5", "0", "5", "≥ 10"]
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
