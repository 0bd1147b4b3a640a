"""Blocks of rows that lie on disk, and the typefaces that the page is given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in_atlas

from arctic_map import resources
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.page import addresses


def test_the_address_of_a_drawing_is_parsed_again() -> None:
    for projection in PROJECTIONS:
        for layer in built_in_atlas().layers:
            assert addresses.drawing_in(addresses.drawing(projection.id, layer.id)) == (
                projection.id,
                layer.id,
            )


@pytest.mark.parametrize("family", sorted({projection.family for projection in PROJECTIONS}))
def test_the_addresses_of_a_base_map_name_files_that_are_there(family: str) -> None:
    named = [*(addresses.level(family, level) for level in range(3)), addresses.outline(family)]
    named += [addresses.relief(family), addresses.relief_box(family)]
    for address in named:
        found = addresses.ground_in(address)
        assert found is not None
        assert (resources.data() / "basemap" / found[0] / found[1]).is_file()


def test_a_font_is_named_by_its_file() -> None:
    assert addresses.font_in("/fonts/SourceSans3-Regular.ttf") == "SourceSans3-Regular.ttf"


@pytest.mark.parametrize(
    "path",
    [
        "/drawing/../nsr/ports.json",
        "/drawing/nsr/../ports.json",
        "/drawing/nsr/ports.json/..",
        "/drawing/nsr/ports.json\n",
        "/drawing/NSR/ports.json",
        "/ground/../level0.json",
        "/ground/polar-stereographic/../level0.json",
        "/ground/polar-stereographic/level10.json",
        "/ground/polar-stereographic/outline.toml",
        "/fonts/../index.ttf",
        "/fonts/a/b.ttf",
        "/fonts/.ttf",
        "x/fonts/a.ttf",
    ],
)
def test_anything_else_is_no_address(path: str) -> None:
    assert addresses.drawing_in(path) is None
    assert addresses.ground_in(path) is None
    assert addresses.font_in(path) is None


@given(st.text())
def test_no_name_in_an_address_leads_to_another_folder(text: str) -> None:
    for path in (f"/drawing/{text}/{text}.json", f"/ground/{text}/{text}.json", f"/fonts/{text}.ttf"):
        found = addresses.drawing_in(path) or addresses.ground_in(path) or addresses.font_in(path) or ()
        names = (found,) if isinstance(found, str) else found
        assert all("/" not in name and "\\" not in name and name not in ("", ".", "..") for name in names)


BLOCK = (3, 4, 5, 6, 7)
ROWS = "/rows/opened-1/v1/plane/3/4-5-6-7.bin"
CLASSES = "/classes/opened-1/abc/plane/3/4-5-6-7.bin"


def test_an_address_of_a_block_names_its_layer_family_and_squares() -> None:
    assert addresses.rows("plane", "opened-1", "v1") + "/3/4-5-6-7.bin" == ROWS
    assert addresses.rows_in(ROWS) == ("opened-1", "plane", BLOCK)
    assert addresses.row_classes_in(CLASSES) == ("opened-1", "abc", "plane", BLOCK)
    assert addresses.classes_in(addresses.classes("opened-1", "abc")) == ("opened-1", "abc")
    assert addresses.rows_in(CLASSES) is None and addresses.row_classes_in(ROWS) is None
    assert addresses.classes_in(CLASSES) is None
