"""The page of its own: one file, nothing remote, everything escaped, the same bytes each time."""

import json
import re
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from zlib import decompress

import pytest
from tests.built_in import built_in_atlas, read_drawing, read_labelled

from arctic_map.export.html import embedded
from arctic_map.export.html.document import page
from arctic_map.export.html.offered_views import FOREVER, months
from arctic_map.export.html.projection_tables import grid
from arctic_map.export.html.requested import requested
from arctic_map.export.request import Request
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.geo.turning import ALONG, turned
from arctic_map.model.catalog import Catalog
from arctic_map.model.preferences import Preferences
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session import actions
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range
from arctic_map.scene.words.fact_texts import source_of

Made = tuple[Scene, Drawings]
MAX_SIZE = 6_000_000


class Document(HTMLParser):
    """What a page holds: its elements with their attributes, and the text of its scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.contents: dict[str, list[tuple[str | None, str]]] = {"script": [], "style": []}
        self.texts: list[str] = []
        self._in: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in = tag
        if tag in self.contents:
            self.contents[tag].append((dict(attrs).get("id"), ""))

    def handle_endtag(self, tag: str) -> None:
        self._in = None

    def handle_data(self, data: str) -> None:
        if self._in in self.contents:
            id, before = self.contents[self._in][-1]
            self.contents[self._in][-1] = id, before + data
        else:
            self.texts.append(data)

    def json(self, id: str) -> Any:
        return json.loads(dict(self.contents["script"])[id])

    def with_attribute(self, name: str) -> list[str | None]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def made(content: Catalog, *requests: actions.Action) -> Made:
    session = start(content, Session())
    for request in requests:
        session = request(session)
    drawings = drawings_for(content, read_drawing, read_labelled)
    return compose(content, session, drawings), drawings


def decisions(scene: Scene, drawings: Drawings, **options: Any) -> Any:
    """What the page has for its script, without the page."""
    return json.loads(json.dumps(embedded.data(scene, drawings, **options)))


@pytest.fixture(scope="module")
def content() -> Catalog:
    return built_in_atlas()


@pytest.fixture(scope="module")
def text(content: Catalog) -> str:
    return page(*made(content))


@pytest.fixture(scope="module")
def document(text: str) -> Document:
    return Document(text)


def test_a_turned_map_stays_turned_along_with_the_other_projections(content: Catalog) -> None:
    projection = turned(PROJECTIONS[0], ALONG[0])
    data = decisions(*made(content, actions.change_projection(projection)))
    assert data["projection"] == "nsr@60"
    assert [*data["projections"]] == ["nsr@60", *(each.id for each in PROJECTIONS[1:])]
    assert data["projections"]["nsr@60"]["home"] == list(projection.home)


@pytest.mark.slow
def test_the_whole_atlas_is_one_small_file_the_same_each_time(content: Catalog, text: str) -> None:
    assert len(text.encode()) < MAX_SIZE
    assert page(*made(content)) == text


def test_nothing_in_it_leads_to_the_network(document: Document, text: str) -> None:
    assert set(re.findall(r"(?:https?|ftp|wss?)://[^\s\"'<>)]*", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"""(?:src|href)\s*=\s*["']?\s*//""", text)
    assert document.with_attribute("src") == []
    ids = set(document.with_attribute("id"))
    assert [link for link in document.with_attribute("href") if link and link.lstrip("#") not in ids] == []
    assert (
        re.findall(
            r"url\((?!data:|#|\$)[^)]*\)|@import", "".join(style for _, style in document.contents["style"])
        )
        == []
    )


def test_its_policy_allows_its_own_scripts_and_styles_and_no_others(document: Document) -> None:
    policy = next(
        attributes["content"]
        for tag, attributes in document.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None and policy.startswith("default-src 'none'")
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    for kind in ("script", "style"):
        allowed = set(re.findall(r"'(sha256-[^']+)'", policy.partition(f"{kind}-src")[2].partition(";")[0]))
        run = {
            f"sha256-{b64encode(sha256(body.encode()).digest()).decode()}"
            for id, body in document.contents[kind]
            if id is None
        }
        assert allowed == run
    # An attribute would not be covered by the hashes.
    assert not [
        name
        for _, attributes in document.elements
        for name in attributes
        if name == "style" or name.startswith("on")
    ]


def test_every_fact_is_shown_with_its_figures_places_and_speaker(
    content: Catalog, document: Document
) -> None:
    page_text = " ".join(" ".join(document.texts).split())
    for fact in content.facts:
        assert " ".join(fact.text.split()) in page_text
        assert all(figure.what in page_text for figure in fact.figures)
        assert not fact.attributed_to or fact.attributed_to in page_text
        assert f"In the article: {source_of(fact)}" in page_text
        assert not fact.inferred_when or f"Date inferred: {fact.inferred_when}" in page_text
    assert sorted(map(str, document.with_attribute("data-fact"))) == sorted(content.fact)
    assert set(document.with_attribute("data-place")) == set(content.features)


def test_sources_licences_and_the_warning_are_shown(content: Catalog, document: Document) -> None:
    page_text = " ".join(" ".join(document.texts).split())
    assert (
        "Not for navigation." in page_text
        and "Redistribution and use" in page_text
        and "SIL OPEN FONT LICENSE" in page_text
    )
    for source in content.sources:
        # The relief is not shown, so it is not in the file.
        assert (source.name in page_text) == (source.id != "relief")
        assert source.licence.rstrip(".") in page_text or source.id == "relief"


def test_every_file_that_a_projection_asks_for_is_packed(document: Document) -> None:
    data, files = document.json("atlas-data"), document.json("atlas-files")
    assert data["projections"].keys() == {projection.id for projection in PROJECTIONS}
    for projection in data["projections"].values():
        expected = [projection["show"]["outline"], *(address for _, address in projection["show"]["levels"])]
        expected += [layer["url"] for layer in projection["layers"] if layer["url"]]
        assert set(expected) <= files.keys()
    (address,) = [each for each in files if each.startswith("/drawing/nsr/lanes.json?")]
    lanes = json.loads(decompress(b64decode(files[address])))
    assert lanes["layer"] == "lanes" and lanes["shapes"]


def test_what_is_hidden_and_chosen_is_there_at_the_start(content: Catalog) -> None:
    scene, drawings = made(
        content,
        actions.toggle_layer("lanes"),
        actions.choose_range(Range(date(2024, 1, 1), date(2024, 12, 31))),
        actions.select_feature("arkhangelsk"),
        actions.toggle_kind("forecast"),
        actions.toggle_precision("undisclosed"),
    )
    data = decisions(scene, drawings, box=(0.0, 0.0, 1e6, 1e6), colours="dark")
    assert data["hidden"] == ["ice-seas", "ice-edge", "lanes"] and data["selected"] == {
        "feature": "arkhangelsk"
    }
    assert (data["days"]["first"], data["days"]["last"]) == (12 * 2024, 12 * 2024 + 11)
    assert data["colours"] == "dark"
    assert data["projections"]["nsr"]["show"]["goal"] == [0.0, 0.0, 1e6, 1e6]
    assert data["projections"]["world"]["show"]["goal"] == list(projection_named("world").home)
    assert "T13" not in data["facts"]
    assert data["features"]["Z1"].get("never") or data["features"]["Z4"].get("never")


def test_the_relief_is_packed_only_where_it_is_shown(content: Catalog) -> None:
    data = decisions(*made(content, actions.toggle_layer("relief")))
    pictures = {id: projection["show"]["relief"][:15] for id, projection in data["projections"].items()}
    assert pictures == {
        **dict.fromkeys(("nsr", "epsg3413", "epsg3995"), "data:image/jpeg"),
        **dict.fromkeys(("epsg3576", "world"), ""),
    }
    assert "relief" not in [layer["id"] for layer in data["projections"]["world"]["layers"]]


def test_no_text_of_the_content_is_interpreted_as_markup(content: Catalog) -> None:
    evil = "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>\"'"
    feature = replace(content.features["arkhangelsk"], name=evil, note=evil)
    layer = next(layer for layer in content.layers if layer.id == "ports")
    layers = tuple(
        replace(each, name=evil, note=evil, features=(feature, *each.features[1:])) if each is layer else each
        for each in content.layers
    )
    facts = (
        replace(content.facts[0], text=evil, attributed_to=evil, where=evil, note=evil),
        *content.facts[1:],
    )
    sources = (replace(content.sources[0], name=evil, licence=evil), *content.sources[1:])
    bad = replace(
        content, title=evil, subtitle=evil, article=evil, layers=layers, facts=facts, sources=sources
    )
    scene, drawings = made(bad)
    found = Document(page(scene, drawings))
    assert not any("alert" in body for id, body in found.contents["script"] if id is None)
    assert "img" not in {tag for tag, _ in found.elements}
    assert found.json("atlas-data")["words"]["title"] == evil
    assert evil in found.texts
    ids = [id for id, _ in found.contents["script"]]
    assert ids.count("atlas-data") == 1 and ids.count("atlas-files") == 1


def test_it_shows_what_is_requested(content: Catalog) -> None:
    scene, _ = made(content)
    chosen = requested(scene, Request(title="Mine", facts=("T1", "T3")))
    assert (chosen.title, chosen.subtitle) == ("Mine", scene.subtitle)
    assert [fact.id for fact in chosen.facts] == ["T1", "T3"] == list(chosen.catalog.fact)
    assert requested(scene, Request()) == scene


def test_days_are_months_from_the_year_0() -> None:
    assert months("1970") == (12 * 1970, 12 * 1970 + 11)
    assert months("1970-01-02") == (12 * 1970, 12 * 1970)
    assert months("2025/..") == (12 * 2025, FOREVER)
    assert months("../2025-02") == (0, 12 * 2025 + 1)
    assert months(None) is None


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.id)
def test_the_table_of_a_projection_falls_from_the_pole(projection: Any) -> None:
    rows = grid(projection).rows
    assert rows[0][0] == 90.0 and rows[-1][0] == (0.0 if projection.pole else -90.0)
    far = [row[1] for row in rows]
    assert far == sorted(far, reverse=projection.pole is None)
    # A degree of latitude is about 111 km; only the Equal Earth squeezes it to nothing, at the poles.
    assert all(100 < abs(a - b) < 230_000 for a, b in pairwise(far))
    assert projection.pole or all(row[2] > 0 for row in rows)


@pytest.mark.slow
def test_names_and_units_are_those_that_the_reader_has_set_and_the_size_of_text_is_not(
    content: Catalog,
) -> None:
    drawings = drawings_for(content, read_drawing, read_labelled)
    preferences = Preferences(names="zh", units="mi", text_size=200)
    scene = compose(content, replace(start(content, Session()), preferences=preferences), drawings)
    written = page(scene, drawings)
    data = Document(written).json("atlas-data")
    assert data["features"]["shanghai"]["name"] == "上海"
    assert data["unit"] == {"word": "mi", "metres": 1609.344}
    assert dict(data["features"]["L5"]["lines"])["Length as drawn"].endswith(" mi")
    assert data["looks"]["light"].get("text_size", 100) == 100
    assert all("~zh/" in layer["url"] for layer in data["projections"]["nsr"]["layers"] if layer["url"])
    assert ">上海<" in written
