"""A folder of content with a problem of each kind: the window lists them and shows all else."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from PySide6.QtWidgets import QToolButton, QTreeWidget
from tests.desktop.driver import Driver, count_of, until
from tests.looks import LIGHT

from arctic_map import resources
from arctic_map.desktop.window.panel import Panel

pytestmark = [pytest.mark.desktop, pytest.mark.slow]

MARKUP = "<img src=x onerror='window.ran = 1'><script>window.ran = 1</script>"
LARGE = 51 * 2**20


def rewritten(file: str, change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    """Spoil the first feature of a layer."""

    def spoil(data: Path) -> None:
        path = data / "layers" / file
        layer = json.loads(path.read_text(encoding="utf-8"))
        change(layer["features"][0])
        path.write_text(json.dumps(layer), encoding="utf-8")

    return spoil


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(data: Path) -> None:
        path = data / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def too_large(data: Path) -> None:
    with (data / "layers/overland.geojson").open("r+b") as file:
        file.truncate(LARGE)


SPOILED: dict[str, tuple[Callable[[Path], None], str]] = {
    "not JSON": (replaced("layers/ports-other.geojson", "{", "{,"), "ports-other.geojson"),
    "not a number": (
        replaced("layers/sea-names.geojson", '"coordinates":[', '"coordinates":[NaN,'),
        "sea-names.geojson",
    ),
    "too large": (too_large, "overland.geojson"),
    "missing": (lambda data: (data / "layers/nsr-stretch.geojson").unlink(), "nsr-stretch.geojson"),
    "beyond 180": (
        rewritten("governance.geojson", lambda one: one["geometry"].update(coordinates=[200, 64])),
        "governance.geojson",
    ),
    "open ring": (
        rewritten("drills.geojson", lambda one: one["geometry"]["coordinates"][0][0].pop()),
        "drills.geojson",
    ),
    "crossing ring": (
        rewritten(
            "countries.geojson",
            lambda one: one.update(
                geometry={"type": "Polygon", "coordinates": [[[0, 0], [9, 9], [9, 0], [0, 9], [0, 0]]]}
            ),
        ),
        "countries.geojson",
    ),
    "wrong type": (
        rewritten("lanes.geojson", lambda one: one["properties"].update(rank="one")),
        "lanes.geojson",
    ),
    "markup": (
        rewritten("diplomacy.geojson", lambda one: one["properties"].update(name=MARKUP)),
        "diplomacy.geojson",
    ),
    "not TOML": (replaced("facts/security.toml", "=", "=="), "security.toml"),
    "unknown kind": (
        replaced("facts/governance.toml", 'kind = "reported"', 'kind = "rumour"'),
        "governance.toml",
    ),
}


@pytest.fixture(scope="module")
def broken(
    open_atlas: Callable[[Path], AbstractContextManager[Driver]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Driver]:
    data = tmp_path_factory.mktemp("content") / "data"
    copytree(resources.data(), data, ignore=lambda folder, names: {"basemap"} & set(names))
    for spoil, _ in SPOILED.values():
        spoil(data)
    with open_atlas(data) as driver:
        yield driver


def test_each_problem_is_listed_and_announced(broken: Driver) -> None:
    window = broken.atlas.window
    table = broken.atlas.workspace.problems_panel.findChild(QTreeWidget)
    assert table is not None

    def unlisted() -> list[str]:
        rows = [table.topLevelItem(i) for i in range(table.topLevelItemCount())]
        files = [row.text(0) for row in rows if row is not None and row.text(2)]
        return [kind for kind, (_, file) in SPOILED.items() if not any(each.endswith(file) for each in files)]

    # Crossing rings are found when the window stands.
    until(lambda: not unlisted(), "all problems in the list")
    assert window.panel_shown(Panel.PROBLEMS)
    notices = [button.text() for button in window.statusBar().findChildren(QToolButton)]
    assert f"{len(broken.atlas.scene.problems)} problems" in notices


def test_everything_else_is_on_the_map(broken: Driver) -> None:
    broken.settle()
    picture = broken.map_shot()
    for colour in (
        LIGHT.palette.items["land"].fill,
        LIGHT.styles["lane-nsr"].stroke,
        LIGHT.styles["drill-schematic"].stroke,
    ):
        assert count_of(picture, colour) > 10
    broken.click(broken.point_of("arkhangelsk"))
    until(lambda: broken.atlas.scene.selected, "the click is received")
    broken.settle()
    assert "Arkhangelsk" in broken.text(".leaflet-popup")
    assert [card.fact.id for card in broken.atlas.workspace.facts_panel.cards] == ["T1", "T2", "T12"]


def test_what_a_file_smuggles_in_never_reaches_the_page(broken: Driver) -> None:
    assert "window.ran" not in broken.ask("document.documentElement.outerHTML")
    assert broken.ask("document.querySelectorAll('img').length") == 0
    assert broken.ask("window.ran ?? null") is None
    assert not any("<" in feature.name for feature in broken.atlas.scene.catalog.features.values())
    assert broken.problems == []
