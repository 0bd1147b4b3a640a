"""The page in one piece, and at its end all of the content that its first paint needs."""

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.errors import AssetMissing
from arctic_map.page.shell import render
from arctic_map.page.static import (
    PAGE,
    START,
    Asset,
    DeferredAsset,
    first_answers,
    marked,
    one_piece,
    policy,
    static_asset,
    whole_page,
)

DRAWING = "/drawing/nsr/lanes.json"
GROUND = "/ground/polar-stereographic/outline.json"
NONCE = "0123456789abcdef" * 2


def answering(start: object, drawing: object = "a drawing") -> "Answers":
    return Answers({START: json.dumps(start), DRAWING: json.dumps(drawing)})


class Answers:
    """Files of the page as they are, and made content; remembers the requests."""

    def __init__(self, made: dict[str, str]) -> None:
        self.made, self.requests = made, list[str]()

    def __call__(self, path: str) -> Asset | DeferredAsset:
        self.requests.append(path)
        if path in self.made:
            return Asset("application/json", self.made[path].encode())
        if path == "/qwebchannel.js":
            return Asset("text/javascript", b"// the channel")
        return static_asset(path)


class Elements(HTMLParser):
    """Scripts and styles of a page, and what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self._text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "link"
        if tag in ("script", "style"):
            self._open, self._text = (tag, dict(attrs)), []

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[0]:
            self.found.append((*self._open, "".join(self._text)))
            self._open = None


MESSAGES = [{"type": "ShowProjection", "outline": GROUND}, {"type": "ShowLayer", "url": DRAWING}]


def test_nothing_of_the_page_is_fetched_and_all_of_it_is_marked() -> None:
    answers = answering(MESSAGES)
    asset = whole_page(one_piece(answers), first_answers(answers))
    found = Elements(asset.body.decode()).found
    nonce = re.search(r"'nonce-([0-9a-f]{32})'", asset.policy)
    assert nonce is not None and asset.media_type == "text/html"
    scripts = [attrs for tag, attrs, _ in found if tag == "script"]
    assert not any("src" in attrs for attrs in scripts)
    assert all(attrs.get("nonce") == nonce[1] for attrs in scripts if attrs.get("type") != "application/json")
    assert all(attrs.get("nonce") == nonce[1] for tag, attrs, _ in found if tag == "style")
    assert any("Leaflet" in text for _, _, text in found)
    assert any("// the channel" in text for _, _, text in found)


def test_each_page_has_a_nonce_of_its_own() -> None:
    html = one_piece(answering([]))
    assert whole_page(html, b"{}").policy != whole_page(html, b"{}").policy


def test_all_but_the_end_of_the_page_is_the_same_for_every_content() -> None:
    answers = answering(MESSAGES)
    assert one_piece(answers) == one_piece(answering([{"title": "</script>"}]))
    assert START not in answers.requests


def test_the_answers_stand_behind_all_scripts() -> None:
    answers = answering(MESSAGES, {"layer": "lanes"})
    asset = whole_page(one_piece(answers), first_answers(answers))
    tag, attrs, text = Elements(asset.body.decode()).found[-1]
    assert (tag, attrs["id"]) == ("script", "first") and json.loads(text)[DRAWING] == {"layer": "lanes"}


def test_the_answers_are_the_start_and_what_it_names() -> None:
    answers = answering(MESSAGES, {"layer": "lanes"})
    first = json.loads(first_answers(answers))
    assert list(first) == [START, GROUND, DRAWING]
    assert first[START] == MESSAGES and first[DRAWING] == {"layer": "lanes"}
    assert first[GROUND]["quantum"] > 0
    assert PAGE not in answers.requests


def test_only_the_coarsest_level_of_the_base_map_comes_with_the_page() -> None:
    levels = [
        [zoom, f"/ground/equal-earth/level{number}.json"] for zoom, number in ((-99, 0), (2, 1), (4, 2))
    ]
    first = json.loads(first_answers(answering([{"levels": levels}])))
    assert list(first) == [START, "/ground/equal-earth/level0.json"]


def test_a_version_in_an_address_is_none_of_the_file_s_name() -> None:
    first = json.loads(first_answers(answering([{"url": f"{DRAWING}?0123456789ab"}])))
    assert first[f"{DRAWING}?0123456789ab"] == "a drawing"


def test_a_named_file_that_is_missing_is_reported() -> None:
    with pytest.raises(AssetMissing):
        first_answers(answering(["/drawing/nsr/none.json"]))


@given(st.text(max_size=60))
def test_the_answers_are_json_in_the_page_whatever_the_content_says(words: str) -> None:
    for hostile in (words, f"</script>{words}", f"<!--<script>{words}", f'"}}{words}'):
        first = first_answers(answering([{"title": hostile}]))
        body = whole_page("<html>", first).body
        text = body.partition(b'id="first">')[2].removesuffix(b"</script>")
        assert json.loads(text) == json.loads(first) and json.loads(first)[START] == [{"title": hostile}]
        assert b"</" not in text and b"<!" not in text


def test_each_style_sheet_stands_in_the_page_once() -> None:
    styles = [text for tag, _, text in Elements(one_piece(answering(MESSAGES))).found if tag == "style"]
    assert styles and len(styles) == len(set(styles))


def rules() -> dict[str, str]:
    return {rule.split(" ", 1)[0]: rule.split(" ", 1)[1] for rule in policy(NONCE).split("; ")}


def test_everything_that_is_not_named_is_refused() -> None:
    assert rules()["default-src"] == "'none'"
    for closed in ("base-uri", "form-action", "object-src"):
        assert rules()[closed] == "'none'"


def test_only_marked_scripts_and_own_files_are_let_in() -> None:
    assert rules()["script-src"] == rules()["style-src"] == f"'nonce-{NONCE}'"
    sources = {source for rule in rules().values() for source in rule.split()}
    assert sources == {"'none'", "'self'", f"'nonce-{NONCE}'", "data:"}
    assert [name for name, rule in rules().items() if "data:" in rule] == ["img-src"]
    assert policy(NONCE) == policy(NONCE).lower()


def test_every_inline_script_and_style_of_the_shell_is_marked() -> None:
    page = marked(render(), NONCE)
    inline = re.findall(r"<(?:script|style)(?![^>]*\bsrc=)[^>]*>", page)
    assert inline
    assert all(f'nonce="{NONCE}"' in tag for tag in inline)


def test_the_shell_needs_nothing_that_the_policy_refuses() -> None:
    page = render()
    assert not re.search(r"\son\w+=", page)
    assert not re.search(r"<[^>]+\sstyle=", page)
    assert "javascript:" not in page and "<base" not in page and "<iframe" not in page
