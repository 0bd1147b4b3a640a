"""The plain family: styles for any subject, which colour-blind readers tell apart, named by their layers."""

from itertools import combinations
from math import dist

import pytest
from tests.unit.content.contents import NEW, read

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.content.catalog_file import CATALOG, LAYER
from arctic_map.content.edits import put_row, with_file
from arctic_map.content.symbology.style_checks import built_in, usable
from arctic_map.model.catalog import Catalog
from arctic_map.model.style import THEMES, Theme
from arctic_map.scene.symbology.legibility import problems

SEEN = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
"""What eyes see of linear red, green and blue, after Machado, Oliveira and Fernandes (2009)."""
GREYS = ("grey", "black")
APART = 20.0
"""Least difference of two colours in CIELAB; about 2 can just be seen side by side."""
Triple = tuple[float, float, float]


def linear(colour: str) -> list[float]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(colour: str, seen: tuple[Triple, Triple, Triple]) -> Triple:
    red, green, blue = (
        min(1.0, max(0.0, sum(share * each for share, each in zip(row, linear(colour), strict=True))))
        for row in seen
    )
    x, y, z = (
        0.4124 * red + 0.3576 * green + 0.1805 * blue,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        0.0193 * red + 0.1192 * green + 0.9505 * blue,
    )
    fx, fy, fz = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (x / 0.95047, y, z / 1.08883)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eyes", SEEN)
def test_its_eight_colours_differ_for_all_eyes(theme: Theme, eyes: str) -> None:
    plain = {name: colour.of(theme) for name, colour in built_in().plain.items() if name not in GREYS}
    assert len(plain) == 8
    found = {name: lab(colour, SEEN[eyes]) for name, colour in plain.items()}
    near = [pair for pair in combinations(found, 2) if dist(found[pair[0]], found[pair[1]]) < APART]
    assert near == []


def atlas(legend: str = "") -> Catalog:
    row = {"id": "dams", "name": "Dams", "topic": "trade", "kind": "features", "file": "layers/dams.geojson"}
    feature = (
        '{"type": "Feature", "id": "ID", "properties": {"name": "A dam", "precision": "surveyed", "source": '
        '"atlas", "style": "STYLE", "facts": []}, "geometry": {"type": "Point", "coordinates": [102, 18]}}'
    )
    styles = ("blue-point", "port-named")
    each = ",\n".join(feature.replace("ID", style).replace("STYLE", style) for style in styles)
    content = put_row(NEW, CATALOG, LAYER, {**row, **({"legend": {"port-named": legend}} if legend else {})})
    body = f'{{"type": "FeatureCollection", "features": [\n{each}\n]}}\n'
    return read(with_file(content, "layers/dams.geojson", body.encode()))


def test_every_mark_of_it_in_every_colour_stands_out_and_is_usable() -> None:
    symbology = atlas().symbology
    assert len(symbology.family) == 40 and symbology.family <= usable(symbology)
    assert list(problems(symbology)) == []


def test_the_legend_calls_it_by_the_layer_and_other_styles_as_the_layer_says() -> None:
    catalog = atlas("Weir")
    assert catalog.problems == ()
    assert catalog.symbology.styles["blue-point"].legend == "Dams"
    assert catalog.symbology.styles["port-named"].legend == "Weir"
    assert catalog.symbology.styles["red-line"].legend == "Red line"
    assert atlas().symbology.styles["port-named"].legend != "Weir"


def test_a_published_atlas_does_without_it() -> None:
    symbology = load(resources.data()).symbology
    assert not symbology.family and "blue-line" not in symbology.styles


def test_an_atlas_of_ones_own_has_the_styles_that_it_uses_and_none_else_of_the_built_in_one() -> None:
    table, whole = atlas().symbology, built_in()
    own = {*table.styles} - table.family
    assert {"port-named", "sea-name", "graticule", "way-nsr", "sure-surveyed", "file-1-point"} <= own
    assert not own & {"lane-nsr", "drill-schematic", "ice-9", "governance", "market-hatch"}
    assert table.lanes == () and table.digest != whole.digest
    # What others are made of comes with them, and all lanes with one, since they share stretches.
    some = whole.without({*whole.styles} - {"drill-schematic", "lane-suez"})
    assert {"drill-hatch", "lane-suez", "lane-nsr", "lane-cape"} <= {*some.styles}
    assert some.lanes == whole.lanes and "port-named" not in some.styles
