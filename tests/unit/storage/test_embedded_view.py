"""Views go into pictures and come out again; what is no view of ours never does harm."""

import contextlib
import json
import os
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arctic_map.errors import ContentError
from arctic_map.model.itinerary import Itinerary, Stop
from arctic_map.model.projection import Selection
from arctic_map.model.saved_view import SavedView
from arctic_map.storage import embedded_view
from arctic_map.storage.bounded_reading import MEGABYTE, Unreadable

VIEW = SavedView(
    projection="nsr",
    box=(-1e6, -2e6, 1.5e6, 2e6),
    layers=("land", "lanes"),
    data="2026.11",
    opacity=(("lanes", 0.4),),
    when=("2022-01-01", "2024-12-31"),
    month=9,
    route=Itinerary(
        Stop("Murmansk", (33.05, 68.98), "RUMMK"), Stop("", (60.0, 73.8)), (), ("kiel",), ("nsr", "suez")
    ),
    kinds_hidden=("forecast",),
    precisions_hidden=("schematic",),
    selected=Selection(fact="T3"),
    theme="greyscale",
    title="Путь & <way>",
    facts=("T1", "T3"),
    language="ru",
    names="zh",
)
TEXT = embedded_view.encode(VIEW)


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + b"".join(chunks) + chunk(b"IEND", b"")


def svg(text: str, head: str = "") -> bytes:
    view = f'<v:view xmlns:v="{embedded_view.NAMESPACE}">{text}</v:view>'
    return f'<?xml version="1.0"?>{head}<svg><metadata>{view}</metadata></svg>'.encode()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def packet(text: str) -> bytes:
    return b"<?xpacket begin='x' id='y'?>" + svg(escaped(text))[21:] + b"<?xpacket end='w'?>"


KEY = embedded_view.KEY.encode() + b"\0"
FILES = {
    "text.png": png(chunk(b"tEXt", KEY + TEXT.encode())),
    "packed.png": png(chunk(b"zTXt", KEY + b"\0" + zlib.compress(TEXT.encode()))),
    "unicode.png": png(chunk(b"iTXt", KEY + b"\0\0\0\0" + TEXT.encode())),
    "both.png": png(chunk(b"iTXt", KEY + b"\1\0en\0\0" + zlib.compress(TEXT.encode()))),
    "map.svg": svg(escaped(TEXT)),
    "map.jpg": b"\xff\xd8\xff\xe1..http://ns.adobe.com/xap/1.0/\0" + packet(TEXT) + b"\xff\xd9",
    "map.webp": b"RIFF....WEBPVP8X" + packet(TEXT),
    "map.pdf": b"%PDF-1.6\n" + packet(TEXT),
}


def test_a_view_is_the_same_text_each_time_and_plain_ascii() -> None:
    assert embedded_view.encode(VIEW) == TEXT
    assert TEXT.isascii() and "\n" not in TEXT
    assert embedded_view.decode(TEXT) == VIEW
    assert (
        embedded_view.decode(
            embedded_view.encode(SavedView(projection="nsr", box=(0, 0, 1, 1), layers=()))
        ).layers
        == ()
    )


@pytest.mark.parametrize("name", FILES)
def test_each_kind_of_file_gives_the_view_back(name: str, tmp_path: Path) -> None:
    # What it is goes by what is inside, not by the name.
    (tmp_path / "file").write_bytes(FILES[name])
    assert embedded_view.read(tmp_path / "file") == VIEW


def changed(**entries: Any) -> bytes:
    return json.dumps({**json.loads(TEXT), **entries}).encode()


HOSTILE: dict[str, bytes] = {
    "empty": b"",
    "other kind": b"GIF89a",
    "no view": png(),
    "cut chunk": png()[:20] + b"\xff\xff\xff\xfftEXt",
    "wrong checksum": png(chunk(b"tEXt", KEY + TEXT.encode())[:-1] + b"\0"),
    "bomb": png(chunk(b"zTXt", KEY + b"\0" + zlib.compress(b" " * 50_000_000, 1))),
    "broken packing": png(chunk(b"zTXt", KEY + b"\0" + b"xxxx")),
    "cut unicode": png(chunk(b"iTXt", KEY + b"\0\0en")),
    "no such version": png(chunk(b"tEXt", KEY + changed(version=2))),
    "unknown field": png(chunk(b"tEXt", KEY + changed(command="rm"))),
    "wrong type": png(chunk(b"tEXt", KEY + changed(box="x"))),
    "days": png(chunk(b"tEXt", KEY + changed(when=["2024-02-31", "2025-01-01"]))),
    "a month that no year has": png(chunk(b"tEXt", KEY + changed(month=13))),
    "a way that is none": png(chunk(b"tEXt", KEY + changed(route={"only": ["moon"]}))),
    "unknown projection": png(chunk(b"tEXt", KEY + changed(projection="epsg9999"))),
    "orders to a terminal": png(chunk(b"tEXt", KEY + changed(title="\x1b[2J"))),
    "deep": png(chunk(b"tEXt", KEY + b"[" * 60_000)),
    "entities": svg("&a;", '<!DOCTYPE s [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'),
    "outside": svg("&a;", '<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    "plain document type": svg(escaped(TEXT), "<!DOCTYPE svg>"),
    "long text": svg("x" * 100_000),
    "nested": svg("<a>" * 10),
    "deep elements": b"<svg>" * 100_000,
    "cut xml": svg(escaped(TEXT))[:-200],
    "no encoding": b'<?xml version="1.0" encoding="nonsense"?><svg/>',
    "pdf without metadata": b"%PDF-1.6\n%%EOF",
    "pdf with an open packet": b"%PDF-1.6\n<?xpacket begin='x'?>" + b"x" * 1000,
    "pdf with many packets": b"%PDF-1.6\n" + b"<?xpacket begin='x'?><?xpacket end='w'?>" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_view_is_one_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(HOSTILE[name])
    with pytest.raises(ContentError) as error:
        embedded_view.read(tmp_path / "file")
    sentence = str(error.value)
    assert sentence.startswith(f"{tmp_path / 'file'}: the view cannot be restored: ")
    assert sentence.isprintable() and len(sentence) < 400


def test_only_files_are_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none", Path(os.devnull)):
        with pytest.raises(ContentError):
            embedded_view.read(path)


@given(at=st.integers(0, len(FILES["packed.png"]) - 1), byte=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_picture_gives_its_view_or_a_sentence(at: int, byte: int, cut: bool) -> None:
    for content in FILES.values():
        raw = bytearray(content)
        raw[at % len(raw)] = byte
        damaged = bytes(raw[:at]) if cut else bytes(raw)
        with contextlib.suppress(Unreadable):
            embedded_view.decode(embedded_view.view_in(damaged))


LIMITS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "left": ({"box": [-9.99e8, 0, 1, 1]}, {"box": [-1e9, 0, 1, 1]}),
    "top": ({"box": [0, 0, 1, 9.99e8]}, {"box": [0, 0, 1, 1e9]}),
    "width": ({"box": [0, 0, 1, 1]}, {"box": [1, 0, 1, 1]}),
    "height": ({"box": [0, 0, 1, 1]}, {"box": [0, 1, 1, 1]}),
    "solid": ({"opacity": [["lanes", 1.0]]}, {"opacity": [["lanes", 1.01]]}),
    "clear": ({"opacity": [["lanes", 0.0]]}, {"opacity": [["lanes", -0.01]]}),
    "longitude": ({"selected": {"position": [360, 0]}}, {"selected": {"position": [360.1, 0]}}),
    "latitude": ({"selected": {"position": [0, -90]}}, {"selected": {"position": [0, -90.1]}}),
    "day": ({"when": ["2024-01-01", "2024-01-01"]}, {"when": ["2024-01-02", "2024-01-01"]}),
    "title": ({"title": "t" * 1000}, {"title": "t" * 1001}),
    "file": ({"files": ["f" * 1000]}, {"files": ["f" * 1001]}),
    "id": ({"layers": ["a" * 80]}, {"layers": ["a" * 81]}),
    # The projection, two facts, an opacity's layer, a kind, a precision and the chosen fact are names too.
    "names": ({"layers": ["a"] * 493}, {"layers": ["a"] * 494}),
    "names with files": ({"layers": [], "files": ["f"] * 493}, {"layers": [], "files": ["f"] * 494}),
    "compared": ({"selected": {"compared": ["a-1"]}}, {"selected": {"compared": ["a/1"]}}),
    "person": ({"selected": {"person": "a-1"}}, {"selected": {"person": "a/1"}}),
    "feature": ({"selected": {"feature": "a-1"}}, {"selected": {"feature": "a/1"}}),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_view_may_reach_its_limits_and_not_beyond(name: str) -> None:
    within, beyond = LIMITS[name]
    assert embedded_view.decode(changed(**within)).projection == "nsr"
    with pytest.raises(Unreadable, match="the view in the file"):
        embedded_view.decode(changed(**beyond))


def test_a_view_of_the_longest_length_is_read() -> None:
    assert embedded_view.decode(TEXT + " " * (embedded_view.MAX_VIEW_LENGTH - len(TEXT))) == VIEW
    with pytest.raises(Unreadable, match="too long"):
        embedded_view.decode(TEXT + " " * (embedded_view.MAX_VIEW_LENGTH + 1 - len(TEXT)))


def test_a_file_that_is_too_large_says_how_large_one_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded_view, "MAX_FILE_SIZE", 3 * MEGABYTE)
    (tmp_path / "map.png").write_bytes(FILES["text.png"].ljust(3 * MEGABYTE))
    assert embedded_view.read(tmp_path / "map.png") == VIEW
    (tmp_path / "map.png").write_bytes(FILES["text.png"].ljust(3 * MEGABYTE + 1))
    with pytest.raises(ContentError, match="at most 3 MB are read"):
        embedded_view.read(tmp_path / "map.png")


@pytest.mark.parametrize(("deep", "found"), [(197, True), (198, False)])
def test_a_view_is_found_two_hundred_elements_deep_and_no_deeper(deep: int, found: bool) -> None:
    view = f'<v:view xmlns:v="{embedded_view.NAMESPACE}">{escaped(TEXT)}</v:view>'
    content = f"<svg><metadata>{'<g>' * deep}{view}{'</g>' * deep}</metadata></svg>".encode()
    if found:
        assert embedded_view.decode(embedded_view.view_in(content)) == VIEW
    else:
        with pytest.raises(Unreadable, match="nested"):
            embedded_view.view_in(content)
