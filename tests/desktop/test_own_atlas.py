"""An atlas file of one's own in the window: its title, its text's base map, nothing of the built-in one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QTextDocument
from tests.desktop.driver import Driver, until

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.content.features import put_feature
from arctic_map.content.layers import put_layer
from arctic_map.content.package.packing import About, gathered, made, save
from arctic_map.content.package.unpacked import unpacked
from arctic_map.desktop.dialogs.about import about_html
from arctic_map.desktop.files import opening
from arctic_map.geo.position import project
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.style import THEMES
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop
TEXT = """Ships in ice

The icebreaker left Tromsø in May 2024 and reached Murmansk after nine days, most of them in heavy ice.
"""
Open = Callable[..., AbstractContextManager[Driver]]
SHOWN = (PROJECTIONS[0], PROJECTIONS[-1])
"""One of each family, in a theme of its own."""


def dotted(document: QTextDocument) -> dict[str, str]:
    """The words that are dotted, with the tooltip of each."""
    found, block = {}, document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if text := piece.charFormat().toolTip():
                found[piece.text()] = text
            pieces += 1
        block = block.next()
    return found


@pytest.mark.slow
def test_the_built_in_atlas_packed_is_shown_equal_picture_by_picture(
    open_atlas: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    packed, problems = gathered(resources.data())
    assert not problems
    path = tmp_path / "built-in.arctic"
    save(path, packed)
    pictures: list[list[QImage]] = []
    for data, file in ((resources.data(), None), (unpacked(path)[0], path)):
        with open_atlas(data, file) as driver:
            shown = []
            usual = driver.atlas.choices.theme_choice
            for theme, projection in zip(THEMES, SHOWN, strict=True):
                driver.atlas.choices.choose_theme(theme)
                driver.painted_after(actions.change_projection(projection))
                shown.append(driver.shot())
            driver.atlas.choices.choose_theme(usual)
            fact = driver.atlas.store.catalog.facts[0].id
            driver.painted_after(actions.change_projection(PROJECTIONS[0]), actions.select_fact(fact))
            shown.append(driver.shot())
            pictures.append(shown)
            assert driver.atlas.workspace.draft.editable == (file is not None)
    assert [one == other for one, other in zip(*pictures, strict=True)] == [True] * (len(SHOWN) + 1)


@pytest.mark.slow
def test_a_new_atlas_opens_under_its_own_name(
    open_atlas: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    save(tmp_path / "own.arctic", made(TEXT, About("Ships in ice")))
    started: list[Path] = []

    def start(path: Path) -> bool:
        started.append(path)
        return True

    monkeypatch.setattr(opening, "open_window_with", start)
    with open_atlas(unpacked(tmp_path / "own.arctic")[0]) as driver:
        window, catalog = driver.atlas.window, driver.atlas.scene.catalog
        assert window.windowTitle() == "Ships in ice"
        assert load(resources.data()).title not in about_html(catalog)
        assert not catalog.problems and not catalog.facts
        driver.atlas.workspace.show_in_article()
        panel = driver.atlas.workspace.article_panel
        until(lambda: panel.reading is not None, "the atlas's own text")
        assert panel.reading
        assert "The text of this atlas: 4 possible places" in panel.reading.found.text()
        assert dotted(panel.reading.text.document()) == {
            "Tromsø": "Perhaps a place: Tromsø (after Arctic Map's gazetteer)",
            "May 2024": "Perhaps a date: 2024-05",
            "Murmansk": "Perhaps a place: Murmansk (after Arctic Map's gazetteer)",
            "nine days": "Perhaps a figure: 9 d",
        }
        # A copy has the same bytes; what cannot be written is reported.
        copier = driver.atlas.workspace.atlas_copy
        copier.save(tmp_path / "copy.arctic")
        until(lambda: "copy.arctic was saved" in driver.message, "it is saved")
        assert (tmp_path / "copy.arctic").read_bytes() == (tmp_path / "own.arctic").read_bytes()
        copier.save(tmp_path)
        until(lambda: "the atlas was not saved" in driver.message, "the message why it was not")
        driver.dismiss_notices()
        # Another atlas that is dropped here opens in another window.
        driver.atlas.open_files([tmp_path / "own.arctic"])
        assert started == [tmp_path / "own.arctic"]
        assert "own.arctic opens in a new window" in driver.message


def test_an_atlas_with_places_opens_on_them_and_goes_back_to_them(
    open_atlas: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    places = {"basel": (7.6, 47.6), "rotterdam": (4.5, 51.9)}
    content = put_layer(made(TEXT, About("The Rhine")), {"id": "ports", "name": "Ports", "topic": "trade"})
    for id, place in places.items():
        properties = {"name": id.title(), "precision": "surveyed", "source": "atlas", "style": "blue-point"}
        geometry = {"type": "Point", "coordinates": list(place)}
        content = put_feature(content, "ports", {"id": id, "properties": properties, "geometry": geometry})
    save(tmp_path / "own.arctic", content)

    def is_shown(driver: Driver) -> bool:
        """Whether the map shows both places and hardly more than the sea between."""
        scene = driver.atlas.scene
        x0, y0, x1, y1 = scene.viewport.box if scene.viewport else (0.0, 0.0, 0.0, 0.0)
        spots = [project(scene.projection, *place) for place in places.values()]
        there = all(spot and x0 < spot[0] < x1 and y0 < spot[1] < y1 for spot in spots)
        return there and x1 - x0 < 6e6

    with open_atlas(unpacked(tmp_path / "own.arctic")[0]) as driver:
        driver.settle()
        assert driver.atlas.scene.projection.id == "centred_5_50" and is_shown(driver)
        assert driver.atlas.scene.legend[0].text == "Ports"
        navigator = driver.atlas.workspace.navigator
        for projection in (driver.atlas.scene.projection, PROJECTIONS[-1]):
            navigator.change_projection(projection)
            driver.painted_after(actions.go_to(PROJECTIONS[-1].box, smooth=False, exact=True))
            assert not is_shown(driver)
            navigator.go_home()
            driver.settle()
            assert is_shown(driver)
