"""A page in Russian or Chinese has no English word left: legend, scale, sources, names, dates, kinds."""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape

import pytest
from tests.built_in import built_in_atlas, read_drawing, read_labelled

from arctic_map.export.presets import PRESETS, Preset
from arctic_map.export.request import Request
from arctic_map.model.preferences import Names
from arctic_map.render.snapshot import page
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range
from arctic_map.storage.shipped.base_map import land_on

ALLOWED = re.compile(r"Arctic\sMap|World\sPort\sIndex|Natural\sEarth|ETOPO5|MIT|EPSG")
"""Names of works, of programs and of licences."""
LATIN = re.compile(r"[A-Za-z]{2,}")
LETTERED = re.compile(r"<text[^>]*>([^<]*)</text>|aria-label=\"([^\"]*)\"")


@cache
def shown(projection: str) -> tuple[Scene, Drawings]:
    content = built_in_atlas()
    drawings = drawings_for(content, read_drawing, read_labelled, land_on)
    session = Session(projection=projection, when=Range(date(2000, 1, 1), date(2026, 3, 14)))
    return compose(content, start(content, session), drawings), drawings


def said(projection: str, request: Request) -> list[str]:
    scene, drawings = shown(projection)
    svg = page(scene, drawings, replace(request, box=scene.projection.printed)).svg
    return [unescape(text or named) for text, named in LETTERED.findall(svg)]


def english(texts: list[str]) -> list[str]:
    # Spaced letters stand one by one; their word is in the label of their group.
    return [text for text in texts if LATIN.search(ALLOWED.sub("", text))]


@pytest.mark.parametrize("language", ["ru", "zh"])
def test_a_page_has_no_english_word_left(language: Names) -> None:
    texts = said("nsr", Request(language=language))
    assert len(texts) > 60
    assert english(texts) == []


@pytest.mark.slow
@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
@pytest.mark.parametrize(("language", "projection"), [("ru", "world"), ("zh", "epsg3576")])
def test_no_preset_has_an_english_word_left(language: Names, preset: Preset, projection: str) -> None:
    assert english(said(projection, preset.applied(Request(language=language)))) == []


def test_names_can_be_in_another_language_than_the_page() -> None:
    texts = said("nsr", Request(language="ru", names="en"))
    assert "Условные обозначения" in texts and "Arkhangelsk" in texts


def test_without_a_language_the_page_is_in_that_of_the_names() -> None:
    scene, drawings = shown("nsr")
    named = replace(scene, preferences=replace(scene.preferences, names="ru"))
    assert "Масштаб" in page(named, drawings, Request()).svg
    assert "Scale" in page(scene, drawings, Request()).svg


def test_lines_of_the_legend_are_renamed_and_left_out_on_the_page() -> None:
    wanted = (("lane-nsr", "By the north"), ("port-named", ""))
    texts = said("nsr", Request(legend=wanted))
    assert "By the north" in texts and "Lane by the Arctic" not in texts
    assert "Port named in the article" not in texts
