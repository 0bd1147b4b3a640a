import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in_atlas

from arctic_map import resources
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.page import addresses


def test_the_address_of_a_drawing_is_taken_apart_again() -> None:
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
