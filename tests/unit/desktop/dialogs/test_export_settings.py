"""What the export dialog keeps comes back, as does what that of 0.1.0 stored."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from tests.built_in import scene_after

from arctic_map.desktop.dialogs import export_settings
from arctic_map.desktop.dialogs.export_settings import (
    OF_PAGE,
    chosen_for_page,
    encoded,
    in_unit,
    restored,
    with_chosen,
)
from arctic_map.export.request import ALL, PagePart, Request
from arctic_map.scene.map_views import page_here

SAVED = {
    "format": ".pdf",
    "preset": "a4-landscape",
    "width": 297.0,
    "height": 210.0,
    "unit": "mm",
    "dpi": 300.0,
    "parts": ["arrow", "frame", "legend", "plane", "scale", "title"],
    "theme": "greyscale",
    "text_scale": 1.2,
    "margin": None,
    "world_file": False,
}
"""As 0.1.0 wrote it: the projection was called a plane."""


def test_a_preset_of_0_1_opens() -> None:
    request, format = restored(json.dumps(SAVED), Request())
    assert (format, request.preset, request.theme, request.text_scale) == (
        ".pdf",
        "a4-landscape",
        "greyscale",
        1.2,
    )
    assert (request.width, request.height, request.unit, request.dpi) == (297.0, 210.0, "mm", 300.0)
    assert request.parts == {
        PagePart.ARROW,
        PagePart.FRAME,
        PagePart.LEGEND,
        PagePart.PROJECTION,
        PagePart.SCALE,
        PagePart.TITLE,
    }


def test_what_is_no_part_is_left_out() -> None:
    request, _ = restored(json.dumps({**SAVED, "parts": ["title", "moon", 7]}), Request())
    assert request.parts == {PagePart.TITLE}


def test_texts_stored_by_0_2_appear_on_no_other_page() -> None:
    text = json.dumps(
        {**SAVED, "title": "Of another map", "subtitle": "And below", "legend": [["lane", "x"]]}
    )
    request, _ = restored(text, Request())
    assert (request.title, request.subtitle, request.legend) == (None, None, ())


def test_a_preset_leaves_the_words_of_the_page() -> None:
    request, _ = restored(json.dumps(SAVED), Request(title="Of this map"))
    assert request.title == "Of this map"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"width": -3, "parts": ["x"], "theme": 7, "format": ".exe", "dpi": true}']
)
def test_settings_that_make_no_sense_are_left(text: str) -> None:
    first = Request(width=100, height=200)
    request, format = restored(text, first)
    assert (request.width, request.height, request.theme, format) == (100, 200, None, ".png")


def test_settings_are_stored_as_they_are() -> None:
    request = Request(width=210, height=297, unit="mm", dpi=300, margin=12, parts=frozenset({PagePart.TITLE}))
    assert restored(encoded(request, ".svg"), Request()) == (request, ".svg")
    assert in_unit(in_unit(request, "in"), "mm").css == pytest.approx(request.css)


def test_what_was_chosen_for_one_page_is_in_a_preset_and_not_passed_on_to_the_next_page() -> None:
    request = Request(
        parts=frozenset({PagePart.TITLE}), everything=True, theme="dark", title="Ports in winter"
    )
    for next_page in (
        restored(encoded(request, ".png", OF_PAGE), Request())[0],
        restored(encoded(request, ".png"), Request(), OF_PAGE)[0],
    ):
        assert (next_page.parts, next_page.everything, next_page.title) == (ALL, False, None)
        assert next_page.theme == "dark"
    assert restored(encoded(request, ".png"), Request())[0].parts == {PagePart.TITLE}
    page = scene_after()
    same = page_here(page, chosen_for_page(request))
    assert same and with_chosen(Request(), same) == replace(request, theme=None)


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"a": 7, "": "x", "\\n": "y"}'])
def test_presets_that_make_no_sense_are_left(text: str, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "some.ini"), QSettings.Format.IniFormat)
    settings.setValue(export_settings.PRESETS_KEY, text)
    assert dict(export_settings.OwnPresets(settings).read()) == {}
