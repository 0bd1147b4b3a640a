"""What arctic://app answers, and what it refuses."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.built_in import built_in, scene_after

from arctic_map.errors import AssetMissing
from arctic_map.page import addresses
from arctic_map.page.assets import asset_for
from arctic_map.page.shell import SCRIPTS
from arctic_map.page.static import BYTES, Asset, DeferredAsset


def answer(path: str) -> Asset | DeferredAsset:
    return asset_for(path, *(scene_after(), built_in()[1]))


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
    scene, _ = (scene_after(), built_in()[1])
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


@pytest.mark.parametrize(("sheet", "name"), [("nsr", "Moscow"), ("nsr~ru", "Москва"), ("world~zh", "莫斯科")])
def test_a_drawing_has_the_labels_that_its_address_asks_for(sheet: str, name: str) -> None:
    drawing = json.loads(answer(f"/drawing/{sheet}/diplomacy.json").body)
    assert name in [label["text"] for label in drawing["labels"]]


@pytest.mark.parametrize("sheet", ["nsr~", "nsr~fr", "nsr~ru-99", "mars~ru", "nsr~ru~zh", "nsr~ru-100"])
def test_labels_that_nobody_can_wish_are_refused(sheet: str) -> None:
    with pytest.raises(AssetMissing):
        answer(f"/drawing/{sheet}/ports.json")


BLOCK = (3, 4, 5, 6, 7)
ROWS = "/rows/opened-1/v1/plane/3/4-5-6-7.bin"
CLASSES = "/classes/opened-1/abc/plane/3/4-5-6-7.bin"


class StubRows:
    def body(self, family: str, block: tuple[int, ...]) -> bytes:
        return f"{family} {block}".encode()

    def classes(self, family: str, block: tuple[int, ...], of_rows: bytes) -> bytes:
        return of_rows + str(block).encode()


class StubDrawings:
    """Drawings of which one file's rows lie on disk."""

    def __init__(self, rows: StubRows | None, known: bytes | None = None) -> None:
        self.lying, self.known = rows, known
        self.files = self

    def rows(self, layer_id: str) -> StubRows | None:
        return self.lying

    def classes(self, layer_id: str, key: str) -> bytes | None:
        return self.known


def answer_for(path: str, stub: StubDrawings) -> Asset:
    scene: Any = None
    drawings: Any = stub
    found = asset_for(path, scene, drawings)
    return Asset(found.media_type, found.body)


def test_a_block_is_answered_with_its_bytes_and_after_its_file_was_closed_with_none() -> None:
    assert answer_for(ROWS, StubDrawings(StubRows())) == Asset(BYTES, f"plane {BLOCK}".encode())
    assert answer_for(ROWS, StubDrawings(None)) == Asset(BYTES, b"")
    assert answer_for(CLASSES, StubDrawings(StubRows(), b"x")) == Asset(BYTES, b"x" + str(BLOCK).encode())
    for drawings in (StubDrawings(None, b"x"), StubDrawings(StubRows()), StubDrawings(None)):
        assert answer_for(CLASSES, drawings) == Asset(BYTES, b"")
    assert answer_for("/classes/opened-1/abc.bin", StubDrawings(None, b"y")) == Asset(BYTES, b"y")
    assert answer_for("/classes/opened-1/abc.bin", StubDrawings(None)) == Asset(BYTES, b"")


@pytest.mark.parametrize("path", [ROWS, CLASSES])
def test_a_block_that_is_none_is_refused(path: str) -> None:
    for squares in ("3/6-5-4-7", "99/4-5-6-7", "3/4-5-60000-7"):
        with pytest.raises(AssetMissing, match="no such block"):
            answer_for(path.replace("3/4-5-6-7", squares), StubDrawings(StubRows(), b"x"))
