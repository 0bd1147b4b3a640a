"""Which styles suit a point, a line or an area."""

from dataclasses import replace

import pytest
from tests.looks import SYMBOLOGY

from arctic_map.model.outline import OutlineKind
from arctic_map.scene.symbology.fitting import fitting, kind_of, style_in_words


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ("port-named", OutlineKind.POINT), ("lane-nsr", OutlineKind.LINE), ("country", OutlineKind.AREA),
        ("drill-undisclosed", OutlineKind.AREA), ("nsr-waters", OutlineKind.AREA),
        ("nsr-hatch", None), ("callout", None), ("sea-name", None),
    ],
)  # fmt: skip
def test_a_style_paints_points_lines_or_areas(style: str, kind: OutlineKind | None) -> None:
    assert kind_of(SYMBOLOGY.styles[style]) is kind


def test_an_area_needs_a_fill_a_hatch_or_nothing_but_a_fade() -> None:
    line = replace(SYMBOLOGY.styles["lane-nsr"], fill=None, hatch="", fade=())
    assert kind_of(line) is OutlineKind.LINE
    for area in (
        replace(line, fill=SYMBOLOGY.styles["ice-sea"].fill),
        replace(line, hatch="x"),
        replace(line, fade=(0.5, 0.2)),
    ):
        assert kind_of(area) is OutlineKind.AREA
    assert kind_of(replace(line, legend="")) is None


def test_only_what_content_may_ask_for_is_offered_in_the_legends_order() -> None:
    usable = {"lane-suez", "lane-nsr", "port-named", "nsr-hatch"}
    assert [row.id for row in fitting(SYMBOLOGY, OutlineKind.LINE, usable)] == ["lane-nsr", "lane-suez"]
    assert [row.id for row in fitting(SYMBOLOGY, OutlineKind.POINT, usable)] == ["port-named"]


def test_a_style_is_called_by_its_group_and_words_and_says_that_it_has_no_edge() -> None:
    row = replace(SYMBOLOGY.styles["lane-nsr"], legend="Lane", legend_group="Sea", fade=())
    assert style_in_words(row) == "Sea: Lane"
    assert style_in_words(replace(row, legend_group="")) == "Lane"
    assert style_in_words(replace(row, legend_group="", legend="")) == "lane-nsr"
    assert style_in_words(replace(row, fade=(0.5,))) == "Sea: Lane (no edge)"
