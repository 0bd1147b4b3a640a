"""`check` names whatever a style lacks for the content that asks for it."""

from dataclasses import replace
from pathlib import Path

import pytest

from arctic_map import resources
from arctic_map.content import check
from arctic_map.content.catalog import load
from arctic_map.content.check import lacking
from arctic_map.model.catalog import Catalog
from arctic_map.model.symbology import StyleRow


@pytest.fixture(scope="module")
def content() -> Catalog:
    return load(resources.data())


def with_row(content: Catalog, row: StyleRow) -> Catalog:
    styles = {**content.symbology.styles, row.id: row}
    return replace(content, symbology=replace(content.symbology, styles=styles, digest=repr(row)))


def test_the_built_in_table_lacks_nothing(content: Catalog) -> None:
    assert list(lacking(content)) == []


@pytest.mark.parametrize(
    ("id", "lost", "where", "why"),
    [
        ("port-named", {"legend": ""}, "port-named.legend", "no words for the legend"),
        ("port-named", {"label": None}, "port-named.label", "no rank among the labels"),
        ("port-named", {"symbol": None}, "port-named.symbol", "it has no symbol"),
        ("port-named", {"grey": None}, "port-named.grey", "shades of grey"),
        ("lane-nsr", {"stroke": None}, "lane-nsr", "nothing is painted"),
        ("lane-nsr", {"legend": ""}, "lane-nsr.legend", "no words for the legend"),
        ("sea-name", {"label": None}, "sea-name.label", "no rank among the labels"),
        ("kind-forecast", {"legend": ""}, "kind-forecast.legend", "no words for the legend"),
        ("sure-schematic", {"legend": ""}, "sure-schematic.legend", "no words for the legend"),
        ("kind-judgement", {"symbol": None}, "kind-judgement.symbol", "it has no symbol"),
        ("file-1-point", {"symbol": None}, "file-1-point.symbol", "it has no symbol"),
        ("file-2-area", {"grey": None}, "file-2-area.grey", "shades of grey"),
    ],
)
def test_what_a_row_lacks_is_named(content: Catalog, id: str, lost: dict, where: str, why: str) -> None:  # type: ignore[type-arg]
    ((place, words),) = lacking(with_row(content, replace(content.symbology.styles[id], **lost)))
    assert place == where and why in words


def test_a_row_that_nobody_asks_for_needs_no_words(content: Catalog) -> None:
    assert list(lacking(with_row(content, replace(content.symbology.styles["nsr-hatch"], legend="")))) == []


def test_a_folder_without_a_table_is_painted_by_the_atlas_s_own(data: Path) -> None:
    assert check.content(data) == []
    assert load(data).symbology == load(resources.data()).symbology
