"""What the reader has set shows in files too: names, units, contrast; the size of text does not."""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.built_in import built_in_atlas, read_drawing, read_labelled

from arctic_map.cli.main import main
from arctic_map.export.html import document as html
from arctic_map.export.request import Request
from arctic_map.model.catalog import Catalog
from arctic_map.model.preferences import Preferences
from arctic_map.render import snapshot
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.session import Session


@cache
def built_in() -> tuple[Catalog, Drawings]:
    catalog = built_in_atlas()
    return catalog, drawings_for(catalog, read_drawing, read_labelled)


def composed(**preference: Any) -> Scene:
    catalog, drawings = built_in()
    session = replace(start(catalog, Session()), preferences=Preferences(**preference))
    return compose(catalog, session, drawings)


def page(request: Request | None = None, **preference: Any) -> str:
    return snapshot.page(composed(**preference), built_in()[1], request or Request()).svg


def test_names_and_units_are_those_of_the_reader() -> None:
    svg = page(names="ru", units="nmi")
    assert ">Шанхай<" in svg
    assert ">Shanghai<" not in svg
    assert re.search(r">[\d\s]+ мор\. миль<.*>на \d+° с\. ш\.<", svg)
    assert ">Китай и Россия в Арктике<" in svg


def test_the_size_of_text_is_chosen_with_the_file() -> None:
    assert page(text_size=200) == page()
    assert page(text_size=200, names="zh") == page(names="zh")


@pytest.mark.parametrize("theme", ["light", "dark", "greyscale"])
def test_contrast_holds_in_all_colours(theme: Any) -> None:
    request = Request(theme=theme)
    assert page(request, high_contrast=True) != page(request)


@pytest.mark.slow
def test_a_page_for_browsers_has_them_too() -> None:
    written = html.page(composed(names="zh", units="mi", text_size=200), built_in()[1])
    data = json.loads(written.partition('id="atlas-data">')[2].partition("</script>")[0])
    assert data["features"]["shanghai"]["name"] == "上海"
    assert data["unit"] == {"word": "mi", "metres": 1609.344}
    assert dict(data["features"]["L5"]["lines"])["Length as drawn"].endswith(" mi")
    assert data["looks"]["light"].get("text_size", 100) == 100
    assert all("~zh/" in layer["url"] for layer in data["projections"]["nsr"]["layers"] if layer["url"])
    assert ">上海<" in written


def test_the_command_takes_them(tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    assert main(["export", str(out), "--names", "ru", "--units", "mi", "--high-contrast"]) == 0
    written = out.read_text(encoding="utf-8")
    assert ">Шанхай<" in written
    assert re.search(r">[\d,]+ mi<.*>at \d+°N<", written)
    assert "#ffffff" in written
