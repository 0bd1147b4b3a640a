"""For those who hear the window and those who have no mouse: names, order, ways out, by Qt's interface."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QTabBar,
    QToolBar,
    QWidget,
)
from tests.desktop.driver import Driver, until

from arctic_map.desktop.dialogs.about import AboutDialog
from arctic_map.desktop.dialogs.export_dialog import ExportDialog
from arctic_map.desktop.dialogs.film_dialog import FilmDialog
from arctic_map.desktop.dialogs.settings_dialog import SettingsDialog
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.shell.commands.commands import COMMANDS
from arctic_map.desktop.shell.help_text import help_window
from arctic_map.desktop.window.panel import Panel
from arctic_map.scene.session import actions

pytestmark = pytest.mark.desktop
Role = QAccessible.Role
BACK = Qt.KeyboardModifier.ShiftModifier
UNNAMED = """[...document.querySelectorAll('a, button, [tabindex], summary, canvas, img')]
  .filter((each) => !each.innerText?.trim() && !each.ariaLabel && each.getAttribute('aria-hidden') !== 'true')
  .map((each) => each.outerHTML.slice(0, 80))"""
WATCHED = """(() => {
  const named = ({ tagName, className }) => `${tagName} ${className}`;
  globalThis.stations ??= document.addEventListener("focusin", ({ target }) => stations.push(named(target)));
  globalThis.stations = [named(document.activeElement)];
})()"""
"""Notes in the page what gets the keyboard."""
ENOUGH = 600
"""Presses of the Tab key, more than any window has stops."""


@pytest.fixture(autouse=True, scope="module")
def accessibility_on() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def of(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, widget
    return found


def name(widget: QWidget) -> str:
    """What is read out for a control: its name, or what its label says."""
    text = of(widget).text(QAccessible.Text.Name)
    if isinstance(widget, QComboBox):
        # On Linux the interface gives what is chosen; the name stands at the widget or is its label's.
        return widget.accessibleName() or _label(widget)
    return text


def _label(widget: QWidget) -> str:
    labels = [label for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    return labels[0].text() if labels else ""


def stops(top: QWidget) -> list[QWidget]:
    """What takes the keyboard in a window that is shown."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.isVisibleTo(top)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        # The field of a box with arrows is part of the box.
        and not isinstance(widget.parentWidget(), QAbstractSpinBox)
    ]


def nameless(top: QWidget, but: QWidget | None = None) -> list[str]:
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in stops(top)
        if not name(widget).strip() and widget is not but
    ]


def tabbed(
    start: QWidget, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, driver: Driver | None = None
) -> list[QWidget]:
    """Where the Tab key leads from a control, until it is back there; `hand` gets through the map."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is start
    way = [start]
    for _ in range(ENOUGH):
        here = QApplication.focusWidget()
        assert here is not None
        if driver and here is driver.glass:
            through_the_page(driver, keys)
        else:
            QTest.keyClick(here, Qt.Key.Key_Tab, keys)
        following = QApplication.focusWidget()
        if following is start:
            return way
        assert following is not None and following is not here, f"the keyboard is caught in {name(here)}"
        way.append(following)
    raise AssertionError("the Tab key does not come back")


def through_the_page(driver: Driver, keys: Qt.KeyboardModifier) -> list[str]:
    """What has the keyboard in the page, one after the other, until it leaves the page."""
    driver.ask(WATCHED)

    def has_moved(count: int) -> bool:
        return not driver.glass.hasFocus() or driver.ask("stations.length") > count

    for count in range(1, 20):
        QTest.keyClick(driver.glass, Qt.Key.Key_Tab, keys)
        # The page tells of both some time after the key.
        until(partial(has_moved, count), "the page has moved on")
        if not driver.glass.hasFocus():
            seen = driver.ask("stations")
            assert isinstance(seen, list)
            return seen
    raise AssertionError(f"the keyboard is caught in the page: {driver.ask('stations')}")


@contextmanager
def shown(dialog: QDialog) -> Iterator[QDialog]:
    dialog.show()
    dialog.activateWindow()
    until(lambda: dialog.isActiveWindow(), "the dialog")
    try:
        yield dialog
    finally:
        dialog.close()
        dialog.deleteLater()


def about(atlas: Atlas) -> QDialog:
    return AboutDialog(atlas.store.catalog, atlas.window)


def help(atlas: Atlas) -> QDialog:
    return help_window(atlas.store.catalog, lambda: atlas.scene.look, atlas.window)


def export(atlas: Atlas) -> QDialog:
    settings = QSettings("", QSettings.Format.IniFormat)
    return ExportDialog(atlas.scene, atlas.store.drawings, settings, atlas.window)


def film(atlas: Atlas) -> QDialog:
    settings = QSettings("", QSettings.Format.IniFormat)
    scene = atlas.scene, atlas.store.drawings
    return FilmDialog(atlas.store.session, lambda _: scene, settings, atlas.window)


def settings(atlas: Atlas) -> QDialog:
    return SettingsDialog(atlas.choices.settings, atlas.window)


DIALOGS: tuple[Callable[[Atlas], QDialog], ...] = (about, help, export, film, settings)


@pytest.fixture(scope="module")
def all_panels(opened_driver: Driver) -> Iterator[None]:
    """Shown once for all tests: whatever is seen first is made then."""
    window = opened_driver.atlas.window
    was = {panel: window.panel_shown(panel) for panel in Panel}
    for panel in Panel:
        window.show_panel(panel, True)
    yield
    for panel, shown_before in was.items():
        window.show_panel(panel, shown_before)


@pytest.fixture
def whole(driver: Driver, all_panels: None) -> Atlas:
    """The window with all its panels and cards."""
    atlas = driver.atlas
    for panel in (Panel.FACTS, Panel.TIMELINE):
        # Of two that lie behind each other the one shown last is in front.
        atlas.window.show_panel(panel, True)
    until(lambda: len(atlas.workspace.facts_panel.cards) == len(atlas.scene.facts), "the cards")
    atlas.window.activateWindow()
    until(lambda: atlas.window.isActiveWindow(), "the window in front")
    return atlas


# Names


def test_every_control_of_the_window_has_a_name(whole: Atlas) -> None:
    def named() -> None:
        # The map's widget stands for a page with names of its own.
        assert nameless(whole.window, but=whole.view.focusProxy()) == []

    named()
    whole.apply(actions.select_feature("arkhangelsk"))
    whole.apply(actions.toggle_kind("reported"))
    named()
    whole.apply(actions.filter_nothing)
    whole.workspace.tour.start()
    named()
    whole.workspace.tour.end()


def test_controls_say_what_they_are(whole: Atlas) -> None:
    expected: dict[QWidget, QAccessible.Role] = {
        whole.bars.search: Role.EditableText,
        whole.workspace.facts_panel.filters: Role.ButtonMenu,
        **{chip: Role.Button for card in whole.workspace.facts_panel.cards for chip in card.chips},
    }
    assert {widget: of(widget).role() for widget in expected} == expected
    assert whole.view.accessibleName() == "Map"
    for id in ("panel.layers", "panel.facts"):
        button = of(tool(whole, id))
        assert button.state().checked and button.role() == Role.CheckBox
    # A card is read out whole.
    card = whole.workspace.facts_panel.cards[0]
    assert card.fact.id in of(card).text(QAccessible.Text.Name)
    assert card.fact.text in of(card).text(QAccessible.Text.Description)


def test_every_command_can_be_reached_without_a_mouse(whole: Atlas) -> None:
    """By the menus, each of which has a letter of its own among its neighbours."""
    bar = whole.window.menuBar()
    letters = [action.text().partition("&")[2][:1].casefold() for action in bar.actions()]
    assert all(letters) and len(set(letters)) == len(letters)
    for command in COMMANDS:
        assert whole.workspace.menus.actions[command.id] in whole.workspace.menus.menu(command.menu).actions()


# The way of the Tab key


def tool(atlas: Atlas, command: str) -> QWidget:
    return atlas.workspace.menus.tools[command]


def place_of(widget: QWidget, atlas: Atlas) -> str:
    """The region of the window that a control stands in."""
    if atlas.view.isAncestorOf(widget) or widget is atlas.view:
        return "map"
    parent: QWidget | None = widget
    while parent is not None and parent.objectName() not in (*Panel, "toolbar"):
        parent = parent.parentWidget()
    return parent.objectName() if parent else "window"


def test_the_order_is_that_of_reading(whole: Atlas, driver: Driver) -> None:
    order = ["toolbar", "map", "facts", "timeline"]
    way = tabbed(tool(whole, "file.export"), driver=driver)
    tools = [widget for widget in way if isinstance(widget.parentWidget(), QToolBar)]
    assert len(tools) > 6
    lefts = [widget.mapTo(whole.window, widget.rect().topLeft()).x() for widget in tools]
    assert lefts == sorted(lefts)
    assert _regions(way, whole) == order
    back = tabbed(tool(whole, "file.export"), BACK, driver)
    assert _regions([back[0], *reversed(back[1:])], whole) == order


def test_a_panel_behind_another_is_passed_by(whole: Atlas, driver: Driver) -> None:
    whole.window.show_panel(Panel.LEDGER, True)
    assert whole.window.panel_shown(Panel.FACTS)
    regions = _regions(tabbed(tool(whole, "file.export"), driver=driver), whole)
    assert Panel.LEDGER in regions and Panel.FACTS not in regions


def _regions(way: list[QWidget], atlas: Atlas) -> list[str]:
    """One after the other; the tabs of panels that lie behind each other belong to none."""
    found: list[str] = []
    for widget in way:
        region = place_of(widget, atlas)
        if region != "window" and found[-1:] != [region]:
            found.append(region)
    return found


def test_all_cards_together_are_one_stop_and_arrows_lead_from_one_to_the_next(
    whole: Atlas, driver: Driver
) -> None:
    panel = whole.workspace.facts_panel
    way = tabbed(panel.filters, driver=driver)
    assert [widget for widget in way if widget in panel.cards] == [panel.cards[0]]
    # What they hold is reached by the arrow keys as well.
    inside = {widget for card in panel.cards for widget in (card.more, *card.charts, *card.chips)}
    assert not inside & set(way)
    panel.cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    for card, following in pairwise(panel.cards[:4]):
        QTest.keyClick(card, Qt.Key.Key_Down)
        until(following.hasFocus, "the next card")
    # The Tab key comes back to the card that had the keyboard last.
    way = tabbed(panel.filters, driver=driver)
    assert [widget for widget in way if widget in panel.cards] == [panel.cards[3]]


def test_the_keyboard_gets_into_the_map_and_out_again(whole: Atlas, driver: Driver) -> None:
    whole.workspace.navigator.go_to_feature("arkhangelsk")
    driver.settle()
    for keys, neighbour in ((Qt.KeyboardModifier.NoModifier, "facts"), (BACK, "toolbar")):
        driver.glass.setFocus(Qt.FocusReason.TabFocusReason)
        until(lambda: driver.ask("document.hasFocus()"), "the page has the keyboard")
        seen = through_the_page(driver, keys)
        while (focused := QApplication.focusWidget()) and isinstance(focused, QTabBar):
            QTest.keyClick(focused, Qt.Key.Key_Tab, keys)
        assert focused is not None
        assert place_of(focused, whole) == neighbour
        if keys is not BACK:
            stations = ("leaflet-container", "popup-close", "SUMMARY")
            assert [each for each in stations if any(each in one for one in seen)] == list(stations)


@pytest.mark.parametrize("make", DIALOGS, ids=lambda make: make.__name__)
def test_every_control_of_a_dialog_has_a_name_and_is_reached_by_tab_and_escape_leaves(
    atlas: Atlas, make: Callable[[Atlas], QDialog]
) -> None:
    with shown(make(atlas)) as dialog:
        assert dialog.windowTitle()
        assert nameless(dialog) == []
        expected = [widget for widget in stops(dialog) if widget.isEnabled()]
        way = tabbed(expected[0])
        missed = {widget for widget in expected if widget not in way and not _is_part(widget, way)}
        assert [f"{type(widget).__name__} {name(widget)}" for widget in missed] == []
        assert list(reversed(tabbed(way[0], BACK)[1:])) == way[1:]
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()


def _is_part(widget: QWidget, way: list[QWidget]) -> bool:
    """Whether another control stands for it: only one of a group takes the Tab key."""
    return any(each.isAncestorOf(widget) or widget.focusProxy() is each for each in way)


# The page


def test_the_page_names_its_parts(whole: Atlas, driver: Driver) -> None:
    driver.painted_after(actions.select_feature("arkhangelsk"))
    assert driver.ask("document.querySelector('#map_atlas').getAttribute('role')") == "application"
    label = driver.ask("document.querySelector('#map_atlas').getAttribute('aria-label')")
    assert label.startswith("Map.") and "Alt with down or up" in label
    assert driver.ask("document.querySelector('.scale').getAttribute('aria-label')").startswith("Scale: ")
    assert "degrees" in driver.ask("document.querySelector('.pole').getAttribute('aria-label')")
    assert driver.ask("document.querySelector('.leaflet-popup-pane').getAttribute('aria-live')") == "polite"
    assert driver.ask(UNNAMED) == []


def test_the_keys_that_the_map_names_do_what_it_says(whole: Atlas, driver: Driver) -> None:
    before = whole.scene.selected
    QTest.keyClick(whole.window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert whole.scene.selected is not None and whole.scene.selected != before
    here = driver.viewport
    driver.glass.setFocus()
    driver.ask("(arctic.atlas.map.getContainer().focus(), 0)")
    driver.press(Qt.Key.Key_Right)
    until(lambda: driver.viewport != here, "the map moves")


def test_what_one_does_is_announced_once(whole: Atlas, driver: Driver) -> None:
    announced: list[str] = []
    whole.workspace.announcer.announced.connect(announced.append)
    layer = next(each for each in whole.scene.layers if each.id == "ports")
    driver.check_layer("ports", shown=False)
    driver.check_layer("ports", shown=True)
    assert announced == [f"Layer hidden: {layer.name}", f"Layer shown: {layer.name}"]
    announced.clear()
    whole.workspace.navigator.go_to_feature("arkhangelsk")
    driver.settle()
    assert len(announced) == 1, "the map has also moved"
    card = whole.scene.card
    assert card is not None and announced[0].startswith(f"{card.title}. ")
    assert all(text in announced[0] for _, text in card.lines)
    announced.clear()
    whole.store.apply(actions.select_nothing)
    assert announced == ["Nothing is selected"]
