"""What arctic://app answers, and what it refuses."""

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in_atlas, read_drawing, read_labelled
from tests.cases import first_quick

from arctic_map.errors import AssetMissing
from arctic_map.page import addresses
from arctic_map.page.asset import Asset, LateAsset
from arctic_map.page.assets import asset_for
from arctic_map.page.shell import SCRIPTS
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session


@cache
def built_in() -> tuple[Scene, Drawings]:
    catalog = built_in_atlas()
    drawings = drawings_for(catalog, read_drawing, read_labelled)
    return compose(catalog, start(catalog, Session()), drawings), drawings


def answer(path: str) -> Asset | LateAsset:
    return asset_for(path, *built_in())


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        *((f"/arctic/{name}.js", "text/javascript") for name in SCRIPTS),
        ("/index.html", "text/html"),
        ("/arctic/arctic.css", "text/css"),
        ("/vendor/leaflet/leaflet.js", "text/javascript"),
        ("/fonts/SourceSans3-Regular.ttf", "font/ttf"),
        ("/fonts/NotoSansSC-Regular.otf", "font/otf"),
        ("/ground/polar-stereographic/level0.json", "application/json"),
        ("/ground/equal-earth/relief.jpg", "image/jpeg"),
    ],
)
def test_the_files_of_the_page(path: str, media_type: str) -> None:
    asset = answer(path)
    assert asset.media_type == media_type
    assert asset.body


def test_all_that_the_start_names_is_answered() -> None:
    scene, _ = built_in()
    messages = json.loads(answer("/start.json").body)
    named = [message["url"] for message in messages if message.get("url")]
    projection = next(message for message in messages if message["type"] == "ShowProjection")
    named += [
        projection["outline"],
        projection["relief"],
        projection["relief_box"],
        *(url for _, url in projection["levels"]),
    ]
    assert len(named) > 10
    for address in named:
        assert answer(address.partition("?")[0]).body
    drawing = json.loads(answer(addresses.drawing(scene.projection.id, "ports")).body)
    assert drawing["layer"] == "ports"
    assert drawing["shapes"]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/nothing.html",
        "/arctic",
        "/arctic/",
        "/../prepared/index.html",
        "/arctic/../../prepared/index.html",
        "//etc/passwd",
        "/etc/passwd",
        "/arctic/main.js\0.html",
        "/arctic/..\\..\\prepared\\index.html",
        "/vendor/leaflet/LICENSE",
        "/../data/catalog.toml",
        "/drawing/nsr/nothing.json",
        "/drawing/nowhere/ports.json",
        "/ground/nowhere/level0.json",
        "/fonts/nothing.ttf",
        "/" + "a" * 5000,
    ],
)
def test_anything_else_is_missing(path: str) -> None:
    with pytest.raises((AssetMissing, OSError)):
        answer(path)


def test_a_file_that_was_closed_meanwhile_has_an_empty_drawing() -> None:
    drawing = json.loads(answer("/drawing/nsr/opened-0123456789ab.json").body)
    assert (drawing["shapes"], drawing["labels"], drawing["chevrons"]) == ([], [], [])


@given(st.text(alphabet="./\\%e2abc\0 é", max_size=40))
def test_no_path_leads_out_or_ends_in_an_error_of_another_kind(path: str) -> None:
    with pytest.raises((AssetMissing, OSError)):
        answer(f"/{path}/../../../data/catalog.toml")
    with pytest.raises((AssetMissing, OSError)):
        answer(f"/{path}.html")


@pytest.mark.parametrize(
    ("sheet", "name"),
    first_quick([("nsr", "Moscow"), ("nsr~ru", "Москва"), ("world~zh-150", "莫斯科")], count=2),
)
def test_a_drawing_has_the_labels_that_its_address_asks_for(sheet: str, name: str) -> None:
    drawing = json.loads(answer(f"/drawing/{sheet}/diplomacy.json").body)
    assert name in [label["text"] for label in drawing["labels"]]


@pytest.mark.parametrize("sheet", ["nsr~", "nsr~fr", "nsr~ru-99", "mars~ru", "nsr~ru~zh", "nsr~ru-100"])
def test_labels_that_nobody_can_wish_are_refused(sheet: str) -> None:
    with pytest.raises(AssetMissing):
        answer(f"/drawing/{sheet}/ports.json")
