"""What an export without a window shows, and what it says when it cannot."""

from functools import cache
from pathlib import Path

import pytest
from tests.built_in import built_in_atlas, read_drawing

from arctic_map.errors import ExportError, UnknownName
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import Catalog
from arctic_map.render import headless
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.session.approach import box_of

NSR = projection_named("nsr")


@cache
def built_in() -> tuple[Catalog, Drawings]:
    catalog = built_in_atlas()
    return catalog, drawings_for(catalog, read_drawing)


def test_a_feature_and_a_layer_fill_the_map() -> None:
    catalog, drawings = built_in()
    one = headless.fitting("arkhangelsk", catalog, NSR, drawings)
    layer = headless.fitting("ports", catalog, NSR, drawings)
    assert one == box_of(["arkhangelsk"], catalog, "nsr", drawings)
    assert layer[0] <= one[0] and layer[1] <= one[1] and layer[2] >= one[2] and layer[3] >= one[3]


def test_a_part_of_the_base_map_is_shown_from_home() -> None:
    catalog, drawings = built_in()
    assert headless.fitting("land", catalog, NSR, drawings) == NSR.printed


def test_missing_files_and_files_outside_are_distinguished() -> None:
    catalog, drawings = built_in()
    with pytest.raises(UnknownName, match="no feature or layer 'atlantis'"):
        headless.fitting("atlantis", catalog, NSR, drawings)
    with pytest.raises(ExportError, match="not in the projection nsr"):
        headless.fitting("name-brazil", catalog, NSR, drawings)


def test_a_folder_cannot_be_written_to_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        headless.write(tmp_path, b"words")
