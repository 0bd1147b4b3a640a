"""A layer of a new kind needs no code: it has symbol, label, legend line and greys on all maps."""

import json
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from tests import recipe
from tests.built_in import read_drawing, read_labelled
from tests.desktop.driver import count_of

from arctic_map.cli.main import main
from arctic_map.content import check
from arctic_map.content.catalog import load
from arctic_map.export.marks import strokes
from arctic_map.page.assets import asset_for
from arctic_map.page.to_page import ShowLayer, ShowLegend, ShowLook
from arctic_map.page.updates import updates
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.session.session import Session
from arctic_map.storage.base_map import land_on

THEMES = ("light", "dark", "greyscale")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recipe.followed(tmp_path_factory.mktemp("content"))


@pytest.fixture(scope="module")
def maps(data: Path, tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """A folder with the map in every theme, as a picture too, and with the page of its own."""
    folder = tmp_path_factory.mktemp("maps")
    options = f'fit = "{recipe.FEATURE}"\nsize = "900x700"\n'
    pictures = (
        f'[[map]]\nout = "{theme}.{suffix}"\ntheme = "{theme}"\n{options}'
        for theme, suffix in (*((theme, "svg") for theme in THEMES), ("dark", "png"))
    )
    (folder / "maps.toml").write_text("".join((*pictures, '[[map]]\nout = "map.html"\n')))
    assert main(["export", "--batch", str(folder / "maps.toml"), "--data", str(data)]) == 0
    return folder


def test_nothing_is_lacking(data: Path) -> None:
    assert check.content(data) == []


@pytest.mark.slow
def test_the_page_receives_the_layer_with_its_look_its_label_and_its_line(data: Path) -> None:
    catalog = load(data)
    drawings = drawings_for(catalog, read_drawing, read_labelled, land_on)
    scene = compose(catalog, start(catalog, Session()), drawings)
    messages = list(updates(None, scene))
    (look,) = (one for one in messages if isinstance(one, ShowLook))
    assert look.styles[recipe.STYLE].stroke == recipe.LIGHT
    (legend,) = (one for one in messages if isinstance(one, ShowLegend))
    assert (recipe.STYLE, recipe.LEGEND) in [(entry.style, entry.text) for entry in legend.entries]
    (layer,) = (one for one in messages if isinstance(one, ShowLayer) and one.id == recipe.LAYER)
    drawing = json.loads(asset_for(layer.url.partition("?")[0], scene, drawings).body)
    assert [shape["style"] for shape in drawing["shapes"]] == [recipe.STYLE]
    assert {label["text"] for label in drawing["labels"]} == {"Example pipeline"}
    assert recipe.LIGHT in strokes.icon(recipe.STYLE, scene.look)


def test_layers_that_stood_before_keep_the_drawings_that_were_made_for_them(data: Path) -> None:
    for layer in load(data).layers:
        if layer.features and layer.id != recipe.LAYER:
            assert read_drawing("nsr", layer.id, layer.digest) is not None, layer.id


@pytest.mark.slow
@pytest.mark.parametrize(
    ("theme", "colour", "dash"),
    [("light", recipe.LIGHT, "9 3"), ("dark", recipe.DARK, "9 3"), ("greyscale", recipe.GREY, "2 2")],
)
def test_the_drawing_has_it_in_every_theme(theme: str, colour: str, dash: str, maps: Path) -> None:
    svg = (maps / f"{theme}.svg").read_text(encoding="utf-8")
    layer = re.search(rf'<g id="layer-{recipe.LAYER}".*?</g></g>', svg)
    assert layer and f'stroke="{colour}"' in layer[0] and f'stroke-dasharray="{dash}"' in layer[0]
    assert ">Example pipeline</text>" in svg
    # The legend of a page has no line for what is named on the map.
    assert recipe.LEGEND not in svg.partition('<g id="legend"')[2]
    if (picture := maps / f"{theme}.png").exists():
        assert count_of(QImage(str(picture)), colour) > 50


@pytest.mark.slow
def test_the_page_of_its_own_has_it(maps: Path) -> None:
    page = (maps / "map.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="atlas-data">(.*?)</script>', page)
    assert found
    atlas = json.loads(found[1])
    assert recipe.LAYER in [layer["id"] for layer in atlas["projections"]["nsr"]["layers"]]
    assert atlas["looks"]["greyscale"]["styles"][recipe.STYLE]["dash"] == [2, 2]
    (line,) = (line for line in atlas["legend"] if line["style"] == recipe.STYLE)
    assert line["text"] == recipe.LEGEND
    assert f'data-layer="{recipe.LAYER}"' in page and "Example pipeline" in page
