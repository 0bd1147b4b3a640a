"""What arctic://app answers, and what it refuses."""

import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arctic_map import resources
from arctic_map.errors import AssetMissing
from arctic_map.files.catalog import load
from arctic_map.files.prepared import read_drawing
from arctic_map.page import addresses
from arctic_map.page.asset import Asset
from arctic_map.page.assets import asset_for
from arctic_map.page.shell import SCRIPTS
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings import Drawings
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import Session


@cache
def built_in() -> tuple[Scene, Drawings]:
    catalog = load(resources.data())
    drawings = Drawings(catalog, read_drawing)
    return compose(catalog, start(catalog, Session()), drawings), drawings


def answer(path: str) -> Asset:
    return asset_for(path, *built_in())


def test_the_page_comes_with_a_policy_and_a_new_nonce_each_time() -> None:
    one, other = answer("/index.html"), answer("/index.html")
    assert one.media_type == "text/html"
    assert one.policy.startswith("default-src 'none'")
    assert one.policy != other.policy
    nonce = one.policy.split("'nonce-")[1].split("'")[0]
    assert f'<script nonce="{nonce}">'.encode() in one.body
    assert b"<script>" not in one.body


def test_only_the_page_needs_a_policy() -> None:
    assert answer("/start.json").policy == ""
    assert answer("/arctic/main.js").policy == ""


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        *((f"/arctic/{name}.js", "text/javascript") for name in SCRIPTS),
        ("/arctic/arctic.css", "text/css"),
        ("/vendor/leaflet/leaflet.js", "text/javascript"),
        ("/fonts/SourceSans3-Regular.ttf", "font/ttf"),
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
    plane = next(message for message in messages if message["type"] == "ShowPlane")
    named += [plane["outline"], plane["relief"], plane["relief_box"], *(url for _, url in plane["levels"])]
    assert len(named) > 10
    for address in named:
        assert answer(address).body
    drawing = json.loads(answer(addresses.drawing(scene.plane.id, "ports")).body)
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


@given(st.text(alphabet="./\\%e2abc\0 é", max_size=40))
@settings(max_examples=200)
def test_no_path_leads_out_or_ends_in_an_error_of_another_kind(path: str) -> None:
    with pytest.raises((AssetMissing, OSError)):
        answer(f"/{path}/../../../data/catalog.toml")
    with pytest.raises((AssetMissing, OSError)):
        answer(f"/{path}.html")
