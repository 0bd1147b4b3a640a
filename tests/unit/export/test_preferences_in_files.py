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
from arctic_map.model.catalog import Catalog
from arctic_map.model.preferences import Preferences
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
    assert main(["export", str(out), "--names", "ru", "--units", "nmi", "--high-contrast"]) == 0
    written = out.read_text(encoding="utf-8")
    assert ">Шанхай<" in written and ">Shanghai<" not in written
    assert re.search(r">[\d,]+ nmi<.*>at \d+°N<", written)
    assert "#ffffff" in written
