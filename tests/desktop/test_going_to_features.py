"""What the map goes to is seen whole, with its popup next to it and nothing of it under popup or legend."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from tests.desktop.driver import Driver, until

from arctic_map.desktop.window.panel import Panel
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.projection import Box, Selection
from arctic_map.scene.session import actions

TIGHT = (900, 600, 200)
"""Width and height of a window, and size of text, that leave the map the least room."""
SOME = ("murmansk", "nsr-stretch", "Z1")
OF_A_LAYER = 3
"""How many features of each layer stand for all of it."""
FAR = ("L6", "mexico", "kiruna", "Z3", "nsr-stretch")
ROUNDED = 1.0
"""Pixels by which the page may round."""


@contextmanager
def sized(driver: Driver, width: int, height: int, text: int = 100) -> Iterator[None]:
    window, choices = driver.atlas.window, driver.atlas.choices
    before, usual = window.size(), choices.settings
    try:
        window.resize(width, height)
        choices.choose(replace(usual, text_size=text))
        driver.settle()
        yield
    finally:
        choices.choose(usual)
        window.resize(before)
        driver.settle()


def rect(driver: Driver, selector: str) -> QRectF:
    """An element's place in the map, px; empty when it is not there."""
    found = driver.ask(
        "(() => {"
        f"const each = document.querySelector('{selector}')?.getBoundingClientRect();"
        "const map = arctic.atlas.map.getContainer().getBoundingClientRect();"
        "return each ? [each.x - map.x, each.y - map.y, each.width, each.height] : [0, 0, 0, 0]"
        "})()"
    )
    return QRectF(*found)


def feature_rect(driver: Driver, box: Box) -> QRectF:
    x0, y0 = driver.viewport.pixel(box[0], box[3])
    x1, y1 = driver.viewport.pixel(box[2], box[1])
    return QRectF(x0, y0, x1 - x0, y1 - y0)


def name_rect(driver: Driver) -> QRectF:
    """The place of the selected feature's name, px; empty where it has none, or one along a line."""
    found = driver.ask(
        "(() => {"
        "const { popup, map } = arctic.atlas;"
        "const { x: width, y: height } = map.getSize();"
        "const places = popup.namesAt(map.getZoom()).map(({ x, y, box: [x0, y0, x1, y1] }) => {"
        "const at = map.latLngToContainerPoint(arctic.projection.latLng(x, y));"
        "return [at.x + x0, at.y + y0, x1 - x0, y1 - y0];"
        "});"
        # The first that the map holds is painted; none else is.
        "return places.find(([x, y, w, h]) => x >= 0 && y >= 0 && x + w <= width && y + h <= height)"
        " ?? places[0] ?? [0, 0, 0, 0]"
        "})()"
    )
    return QRectF(*found)


def is_named(driver: Driver) -> bool:
    """Whether the selected feature's name is written whole where it usually has no room."""
    area = QRectF(0, 0, driver.viewport.width, driver.viewport.height)
    # The canvas is larger than the map.
    boxes = driver.ask(
        "(() => {"
        "const { canvas, layers, popup } = arctic.atlas;"
        "const { left, top } = canvas.subject.frame().seen;"
        "return layers.paintedLabels.filter(({ feature }) => feature === popup.card.feature)"
        ".flatMap(({ boxes }) => boxes.map(([x0, y0, x1, y1]) => [x0 - left, y0 - top, x1 - left, y1 - top]))"
        "})()"
    )
    return any(area.contains(QRectF(x0, y0, x1 - x0, y1 - y0)) for x0, y0, x1, y1 in boxes)


def wrong(driver: Driver, feature: str) -> str:
    """What is not seen of the feature or its popup after going there; empty when all is."""
    driver.atlas.workspace.navigator.go_to_feature(feature)
    driver.settle()
    assert driver.ask("document.querySelectorAll('.leaflet-popup').length") == 1
    # The list of facts makes room for itself bit by bit, and the map is fitted once more.
    with suppress(AssertionError):
        until(lambda: not unseen(driver), feature)
    found = unseen(driver)
    size = f"{driver.viewport.width:.0f}x{driver.viewport.height:.0f}"
    return f"{feature} on {size} {driver.atlas.scene.projection.id}: {found}" if found else ""


def unseen(driver: Driver) -> str:
    card = driver.atlas.scene.card
    assert card is not None
    area = QRectF(0, 0, driver.viewport.width, driver.viewport.height)
    popup, legend = rect(driver, ".leaflet-popup-content-wrapper"), rect(driver, ".legend")
    place = feature_rect(driver, card.box).adjusted(ROUNDED, ROUNDED, -ROUNDED, -ROUNDED)
    # From there the map goes back no more, however long a name is next to it.
    farthest = driver.ask("arctic.atlas.map.getZoom() <= arctic.projection.minZoom")
    name = name_rect(driver).adjusted(ROUNDED, ROUNDED, -ROUNDED, -ROUNDED)
    middle = QRectF(place.center().x() - 1, place.center().y() - 1, 2, 2)
    seen = place if place.width() > 2 and place.height() > 2 else middle
    return ", ".join(
        words
        for words, holds in (
            ("the feature leaves the map", area.contains(seen)),
            ("the popup leaves the map", area.contains(popup)),
            ("the popup lies on the feature", not popup.intersects(seen)),
            (
                "the name leaves the map",
                name.isEmpty() or area.contains(name) or farthest or is_named(driver),
            ),
            ("the popup lies on the name", not popup.intersects(name)),
            ("the legend lies on the feature", not legend.intersects(seen)),
            ("the legend lies on the popup", not legend.intersects(popup)),
        )
        if not holds
    )


def test_a_feature_is_fully_visible_next_to_its_popup_when_the_window_shrinks_too(driver: Driver) -> None:
    assert [found for feature in SOME if (found := wrong(driver, feature))] == []
    with sized(driver, 1000, 700):
        assert not unseen(driver)


@pytest.mark.slow
def test_features_of_every_layer_are_seen_whole_in_a_tight_window(driver: Driver) -> None:
    catalog, drawings = driver.atlas.store.catalog, driver.atlas.store.drawings
    # The seas and countries that are only named have no popup.
    drawn = [
        [
            each.id
            for each in layer.features
            if any(drawings.shapes_of(each.id, layer.id, projection.id) for projection in PROJECTIONS)
        ]
        for layer in catalog.layers
    ]
    features = [id for ids in drawn for id in ids[:: max(1, len(ids) // OF_A_LAYER)]]
    with sized(driver, *TIGHT):
        found = [words for feature in features if (words := wrong(driver, feature))]
        driver.painted_after(actions.select_nothing)
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_the_world_keeps_what_it_goes_to_clear_too(driver: Driver) -> None:
    driver.painted_after(actions.change_projection(PROJECTIONS[-1]))
    with sized(driver, *TIGHT):
        found = [words for feature in FAR if (words := wrong(driver, feature))]
        driver.painted_after(actions.select_nothing)
    assert not found, "\n".join(found)


def test_a_popup_in_a_view_that_stays_hides_no_end_of_its_lane(driver: Driver) -> None:
    driver.painted_after(actions.go_to(PROJECTIONS[0].home, smooth=False, exact=True))
    for lane in ("L1", "L3", "L4"):
        driver.painted_after(actions.select_feature(lane))
        driver.settle()
        card = driver.atlas.scene.card
        assert card is not None and len(card.ends) == 2
        popup = rect(driver, ".leaflet-popup")
        assert not popup.isEmpty()
        assert not any(popup.contains(*driver.viewport.pixel(*end)) for end in card.ends), lane
    driver.painted_after(actions.select_nothing)


def test_a_code_in_the_popup_brings_up_its_fact(driver: Driver) -> None:
    driver.atlas.workspace.navigator.go_to_feature("arkhangelsk")
    driver.settle()
    # A popup of many words takes the width that it may.
    wide = min(320, 0.45 * driver.ask("arctic.atlas.map.getSize().x"))
    assert rect(driver, ".leaflet-popup-content-wrapper").width() == pytest.approx(wide, abs=3)
    driver.ask("document.querySelector('.card .facts button:nth-of-type(2)').click()")
    until(lambda: driver.atlas.scene.selected == Selection(fact="T2"), "the fact is selected")
    driver.settle()
    assert driver.atlas.window.panel_shown(Panel.FACTS)
    driver.atlas.workspace.navigator.go_back()
    driver.settle()
    assert driver.text(".leaflet-popup h2") == "Arkhangelsk"


@pytest.mark.slow
def test_the_popup_grows_with_the_words(driver: Driver) -> None:
    def height() -> float:
        driver.atlas.workspace.navigator.go_to_feature("murmansk")
        driver.settle()
        return rect(driver, ".card h2").height()

    with sized(driver, 1920, 1080):
        usual = height()
    with sized(driver, 1920, 1080, 200):
        assert height() >= 1.9 * usual


@pytest.mark.slow
def test_the_scale_and_the_arrow_to_the_pole_do_not_touch(driver: Driver) -> None:
    with sized(driver, *TIGHT):
        driver.painted_after(actions.change_projection(PROJECTIONS[-1]))
        driver.settle()
        right, left = driver.ask(
            "(() => { const words = document.createRange();"
            "words.selectNodeContents(document.querySelector('.scale .numbers span:last-child'));"
            "const arrow = document.querySelector('.pole .arrow').getBoundingClientRect();"
            "return [words.getBoundingClientRect().right, arrow.left]; })()"
        )
        driver.painted_after(actions.change_projection(PROJECTIONS[0]))
    assert 0 < right <= left


def test_a_new_size_in_the_midst_of_a_flight_does_not_end_it(driver: Driver) -> None:
    window, before = driver.atlas.window, driver.viewport
    end = replace(before, x=before.x + before.width * before.resolution / 4)
    with driver.motion():
        driver.ask(
            "(window.flies = new Promise((fly) => arctic.atlas.map.once('move', () => fly(true))), true)"
        )
        driver.atlas.workspace.navigator.centre_on(end.x, end.y)
        assert driver.ask("window.flies")
    with sized(driver, window.width(), window.height() - 40):
        assert (driver.viewport.x, driver.viewport.y) == pytest.approx(
            (end.x, end.y), abs=2 * before.resolution
        )
