"""The real window with the real page on the real content: what a reader does, and what comes of it."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from tests.built_in import built_in_atlas
from tests.desktop.driver import Driver, count_of, until
from tests.desktop.layer_rows import tree_of
from tests.looks import DARK, LIGHT
from tests.similarity import alike

from arctic_map.desktop.panels.facts.chip import Chip
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.window.panel import Panel
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.projection import Box
from arctic_map.scene.session import actions, approach

pytestmark = pytest.mark.desktop

LAYERS = [layer.id for layer in built_in_atlas().layers]
CRIMEA: Box = (-3_300_000.0, -100_000.0, -2_400_000.0, 800_000.0)
CTRL = Qt.KeyboardModifier.ControlModifier
INLAND = (-2_300_000.0, -1_870_000.0)
"""Where nothing is marked and no popup at the coast reaches, projected metres."""


def texts_shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def place_of(atlas: Atlas, *features: str) -> Box:
    found = approach.box_of(features, atlas.scene.catalog, atlas.scene.projection.id, atlas.store.drawings)
    assert found is not None
    return found


def test_the_map_stands_with_all_that_belongs_to_it(driver: Driver) -> None:
    picture = driver.map_shot()
    look = LIGHT
    for colour in (look.palette.sea, look.palette.items["land"].fill, look.styles["lane-nsr"].stroke):
        assert count_of(picture, colour) > 50
    assert driver.text(".title h1") == driver.atlas.scene.title
    assert "Not for navigation" in driver.text(".foot")
    assert "Sources:" in driver.text(".foot")
    scale = driver.text(".scale").split()
    assert scale[0] == "0"
    assert scale[-3:-1] == ["km", "at"] and scale[-1].endswith("°N")
    assert "North Pole" in driver.text(".pole")
    assert "Legend" in driver.text(".legend")
    assert driver.ask("document.querySelectorAll('.frame .mark').length") > 10


def test_a_view_is_the_same_wherever_the_map_was_before(driver: Driver) -> None:
    home = driver.atlas.workspace.navigator.go_home
    home()
    driver.settle()
    before = driver.viewport
    for x, y in ((5, 7), (-6, -8), (3, -4), (-90, 1)):
        driver.ask(f"arctic.atlas.map.panBy([{x}, {y}], {{ animate: false }}) && 1")
        driver.settle()
        assert driver.viewport != before
        home()
        driver.settle()
        assert driver.viewport.box == pytest.approx(before.box, abs=0.01 * before.resolution)


def test_select_all_selects_the_words_of_a_popup_only(driver: Driver) -> None:
    selected = "(document.execCommand('selectAll'), getSelection().toString().trim())"
    assert driver.ask(selected) == ""
    driver.painted_after(actions.select_feature("murmansk"))
    words = driver.ask(selected)
    assert "Murmansk" in words and driver.atlas.scene.title not in words
    driver.ask("getSelection().empty()")


def test_a_click_on_a_port_brings_up_its_facts(driver: Driver, atlas: Atlas) -> None:
    driver.click(driver.point_of("arkhangelsk"))
    until(lambda: atlas.scene.selected, "the click is received")
    driver.settle()
    assert atlas.scene.highlighted == ("arkhangelsk",)
    assert [card.fact.id for card in atlas.workspace.facts_panel.cards] == ["T1", "T2", "T12"]
    assert "Arkhangelsk" in texts_shown(atlas.workspace.facts_panel)
    popup = driver.text(".leaflet-popup")
    for words in ("Arkhangelsk", "Архангельск", "Surveyed", "World Port Index", "T1", "T2", "T12"):
        assert words in popup


@pytest.mark.parametrize("feature", ["shanghai", "Z5"])
def test_a_click_on_a_name_selects_its_mark(driver: Driver, atlas: Atlas, feature: str) -> None:
    x, y = driver.ask(f"""(() => {{
      const {{ left, top }} = arctic.atlas.canvas.subject.frame().seen;
      const name = arctic.atlas.layers.paintedLabels.find((each) => each.feature === {feature!r});
      const [x0, y0, x1, y1] = name.boxes[0];
      return [(x0 + x1) / 2 - left, (y0 + y1) / 2 - top];
    }})()""")
    driver.click(driver.map_rect.topLeft() + QPoint(round(x), round(y)))
    until(lambda: atlas.scene.highlighted == (feature,), "the click is received")


def test_steps_from_mark_to_mark_bring_each_into_view(driver: Driver, atlas: Atlas) -> None:
    driver.painted_after(actions.go_to(place_of(atlas, "shanghai"), smooth=False))
    for _ in range(3):
        atlas.workspace.menus.actions["select.next-feature"].trigger()
        driver.settle()
        card = atlas.scene.card
        assert card is not None and within(card.x, card.y, driver.viewport.box)


def test_a_walk_leads_to_the_features_around_and_says_where_they_are(driver: Driver, atlas: Atlas) -> None:
    steps = atlas.workspace.menus.actions
    farther, nearer = steps["select.nearest-feature"], steps["select.nearer-feature"]

    def step(action: QAction) -> str | None:
        action.trigger()
        driver.settle()
        return atlas.scene.selected.feature if atlas.scene.selected else None

    driver.painted_after(actions.select_feature("murmansk"))
    first = step(farther)
    assert " of Murmansk" in driver.message
    assert step(farther) not in (first, "murmansk", None)
    assert (step(nearer), step(nearer), step(nearer)) == (first, "murmansk", "murmansk")
    assert driver.message == "This is the start of the walk"


def test_a_letter_that_is_typed_in_the_layers_starts_no_tool(driver: Driver, atlas: Atlas) -> None:
    driver.take_keyboard()
    atlas.window.show_panel(Panel.LAYERS, True)
    tree = tree_of(atlas.workspace.layers_panel)
    tree.setFocus()
    until(tree.hasFocus, "the tree")
    for letter in "joint":
        QTest.keyClicks(tree, letter)
    assert "drills" in str(tree.currentIndex().data()).lower()
    tools = atlas.workspace.tools
    assert not tools.sketching.active and not tools.digitising.active
    atlas.window.show_panel(Panel.FACTS, True)


def test_what_is_lit_up_is_seen(driver: Driver) -> None:
    driver.painted_after(actions.select_fact("T1"))
    assert count_of(driver.map_shot(), LIGHT.palette.halo) > 20
    driver.painted_after(actions.select_nothing)
    assert count_of(driver.map_shot(), LIGHT.palette.halo) == 0


def test_a_click_on_nothing_selects_nothing(driver: Driver, atlas: Atlas) -> None:
    driver.painted_after(actions.select_feature("shanghai"))
    driver.settle()
    px, py = driver.viewport.pixel(*INLAND)
    driver.click(driver.map_rect.topLeft() + QPoint(round(px), round(py)))
    until(lambda: atlas.scene.selected is None, "the click is received")
    until(lambda: driver.text(".leaflet-popup") == "", "the popup goes")


def test_a_popup_that_fades_lets_clicks_through(driver: Driver) -> None:
    driver.painted_after(actions.select_feature("shanghai"))
    takes = driver.ask("""(() => {
      const { element } = arctic.atlas.popup;
      arctic.atlas.popup.close();
      return !element.inert;
    })()""")
    assert not takes


def test_a_chip_moves_the_map_to_its_place(driver: Driver, atlas: Atlas) -> None:
    driver.painted_after(actions.go_to(place_of(atlas, "shanghai"), smooth=False))
    x, y = place_centre(place_of(atlas, "arkhangelsk"))
    assert not within(x, y, driver.viewport.box)
    driver.painted_after(actions.select_feature("arkhangelsk"))
    chips = atlas.workspace.facts_panel.findChildren(Chip)
    next(
        chip
        for chip in chips
        if chip.isVisibleTo(atlas.workspace.facts_panel) and chip.text() == "Arkhangelsk"
    ).click()
    until(lambda: within(x, y, driver.viewport.box), "the map comes to Arkhangelsk")
    driver.settle()
    assert within(x, y, driver.viewport.box)
    assert atlas.scene.selected is not None and atlas.scene.selected.feature == "arkhangelsk"


def place_centre(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def within(x: float, y: float, box: Box) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


@pytest.mark.parametrize("layer", LAYERS[:5])
def test_each_layer_is_seen_on_the_map_and_goes_away(layer: str, driver: Driver, atlas: Atlas) -> None:
    features = [feature.id for feature in atlas.scene.catalog.features.values()]
    features = [id for id in features if atlas.scene.catalog.layer_of[id] == layer]
    if layer == "disputed":
        driver.painted_after(actions.go_to(CRIMEA, smooth=False))
    elif features:
        driver.painted_after(actions.go_to(place_of(atlas, features[0]), smooth=False))
    shown = next(one.shown for one in atlas.scene.layers if one.id == layer)
    before = driver.map_shot()
    driver.check_layer(layer, not shown)
    after = driver.map_shot()
    assert before != after
    driver.check_layer(layer, shown)
    assert driver.map_shot() == before


def test_the_base_map_is_not_repainted_for_marks_that_go(driver: Driver) -> None:
    driver.ask(
        "((canvas) => { const { paint } = canvas; Object.assign(window, { paint, paintings: 0 });"
        "canvas.paint = (...all) => { window.paintings += 1; paint(...all); } })(arctic.atlas.canvas.ground)"
    )
    driver.painted_after(actions.toggle_layer("ports"))
    assert driver.ask("window.paintings") == 0
    driver.painted_after(actions.toggle_layer("relief"))
    assert driver.ask("window.paintings") > 0
    driver.ask("((arctic.atlas.canvas.ground.paint = window.paint), 0)")
    driver.painted_after(actions.toggle_layer("relief"), actions.toggle_layer("ports"))


def test_hovering_names_what_is_under_the_pointer(driver: Driver, atlas: Atlas) -> None:
    for _ in range(2):
        driver.point(driver.point_of("arkhangelsk"))
        assert driver.text(".leaflet-tooltip") == "Arkhangelsk"
    until(
        lambda: any("′N" in text and "64." in text for text in texts_shown(atlas.window.statusBar())),
        "the position",
    )
    driver.point(driver.map_rect.topLeft() + QPoint(265, 300))
    assert driver.text(".leaflet-tooltip") == ""


@pytest.mark.slow
def test_arrow_keys_move_and_plus_and_minus_zoom(driver: Driver) -> None:
    driver.atlas.view.setFocus()
    driver.ask("arctic.atlas.map.getContainer().focus()")
    start = driver.viewport
    steps = (
        (Qt.Key.Key_Right, lambda now: now.x > start.x),
        (Qt.Key.Key_Left, lambda now: now.x == pytest.approx(start.x, abs=start.resolution)),
        (Qt.Key.Key_Down, lambda now: now.y < start.y),
        (Qt.Key.Key_Up, lambda now: now.y == pytest.approx(start.y, abs=start.resolution)),
        (Qt.Key.Key_Plus, lambda now: now.resolution == pytest.approx(start.resolution / 2**0.5)),
        (Qt.Key.Key_Minus, lambda now: now.resolution == pytest.approx(start.resolution)),
    )
    for key, done in steps:
        driver.press(key)
        until(lambda done=done: done(driver.viewport), f"the map after {key.name}")  # type: ignore[misc]
        driver.settle()


def test_shortcuts_zoom_and_bring_the_whole_route_back(driver: Driver) -> None:
    home = driver.viewport
    driver.command(Qt.Key.Key_Plus, CTRL)
    until(lambda: driver.viewport.resolution < home.resolution, "nearer")
    driver.settle()
    driver.command(Qt.Key.Key_Minus, CTRL)
    until(lambda: driver.viewport.resolution >= home.resolution, "farther")
    driver.settle()
    driver.painted_after(actions.go_to(place_of(driver.atlas, "shanghai"), smooth=False))
    driver.command(Qt.Key.Key_0, CTRL)
    until(lambda: driver.viewport.resolution == pytest.approx(home.resolution), "home")
    driver.settle()
    x0, y0, x1, y1 = driver.atlas.scene.projection.in_window
    # Leaflet paints from a whole pixel.
    pixel = driver.viewport.resolution
    assert within(x0 + pixel, y0 + pixel, driver.viewport.box) and within(
        x1 - pixel, y1 - pixel, driver.viewport.box
    )


def test_shortcuts_change_the_projection_and_keep_the_selection(driver: Driver, atlas: Atlas) -> None:
    driver.painted_after(actions.select_feature("murmansk"))
    pictures = []
    for number, projection in enumerate(PROJECTIONS, start=1):
        driver.command(Qt.Key(Qt.Key.Key_0.value + number), CTRL)
        driver.settle()
        assert atlas.scene.projection == projection
        assert driver.ask("arctic.atlas.ground.projection.id") == projection.id
        assert driver.text(".leaflet-popup h2") == "Murmansk"
        assert atlas.scene.highlighted == ("murmansk",)
        x0, y0, x1, y1 = projection.home
        assert within((x0 + x1) / 2, (y0 + y1) / 2, driver.viewport.box)
        pictures.append(driver.map_shot())
    assert all(one != other for one, other in pairwise(pictures))


def test_the_dark_theme_turns_page_and_panels(driver: Driver, atlas: Atlas) -> None:
    light = driver.shot()
    atlas.choices.choose_theme("dark")
    dark = driver.shot()
    assert dark != light
    assert count_of(dark, DARK.palette.sea) > 1000
    assert count_of(dark, LIGHT.palette.sea) == 0
    assert atlas.workspace.facts_panel.palette().window().color().lightness() < 128
    atlas.choices.choose_theme("light")
    # Chromium paints a small canvas of the legend not twice in quite the same shades.
    assert alike(driver.shot(), light) > 0.9999


@pytest.mark.slow
@pytest.mark.parametrize("moved", [False, True])
def test_until_somebody_moves_the_map_it_is_fitted_to_each_size_of_the_window(
    driver: Driver, moved: bool
) -> None:
    driver.painted_after(actions.change_projection(projection_named("epsg3576")))
    goal = projection_named("epsg3576").home
    if moved:
        home = driver.viewport
        driver.atlas.workspace.navigator.zoom(1)
        until(lambda: driver.viewport.resolution < home.resolution, "the map is nearer")
        driver.settle()
    before, window = driver.viewport, driver.atlas.window
    size = window.size()
    try:
        window.resize(size.width() - 250, size.height() - 100)
        until(lambda: driver.viewport.width < before.width, "the map is smaller")
        driver.settle()
        assert (driver.viewport.resolution == before.resolution) is moved
        if not moved:
            # The page paints from a whole pixel.
            view, pixel = driver.viewport.box, driver.viewport.resolution
            for low in (0, 1):
                assert view[low] <= goal[low] + pixel and goal[low + 2] - pixel <= view[low + 2]
    finally:
        window.resize(size)
        driver.settle()
