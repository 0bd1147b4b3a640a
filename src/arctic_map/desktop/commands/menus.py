"""What fills menu bar and toolbar: all of it made from the table of commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QComboBox, QMainWindow, QMenu, QStyle, QWidget

from arctic_map.desktop.appearance.widget_text import caption, tip
from arctic_map.desktop.commands.command import Command
from arctic_map.desktop.commands.commands import COMMANDS
from arctic_map.desktop.commands.keys import keys
from arctic_map.desktop.commands.menu import Menu
from arctic_map.files.sanitized import sanitized
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.scene.reading import by_topic
from arctic_map.scene.session import actions
from arctic_map.scene.words.words import topic_name

if TYPE_CHECKING:
    from arctic_map.desktop.commands.bars import Bars
    from arctic_map.desktop.commands.context import Context
    from arctic_map.scene.scene import Scene

STANDARD = {
    "document-open": QStyle.StandardPixmap.SP_DialogOpenButton,
    "view-refresh": QStyle.StandardPixmap.SP_BrowserReload,
    "document-save-as": QStyle.StandardPixmap.SP_DialogSaveButton,
    "application-exit": QStyle.StandardPixmap.SP_DialogCloseButton,
    "view-fullscreen": QStyle.StandardPixmap.SP_TitleBarMaxButton,
    "help-about": QStyle.StandardPixmap.SP_MessageBoxInformation,
}
"""What the style draws where the system has no icon of that name."""
ROLES = {
    "edit.settings": QAction.MenuRole.PreferencesRole,
    "file.quit": QAction.MenuRole.QuitRole,
    "help.about": QAction.MenuRole.AboutRole,
}
"""Where macOS has a place of its own for a command."""
SHORT = {"view.zoom-in": "+", "view.zoom-out": "\N{MINUS SIGN}"}
"""Captions in the toolbar where there is no icon."""
TOOLS = ("file.export", "", "view.home", "view.zoom-in", "view.zoom-out", "")
RECENT = "recent"
"""Marks the entries that are made anew each time the menu opens."""
LONGEST_NAME = 60
PANEL_TOOLS = ("panel.layers", "panel.facts", "panel.ledger")


class Menus(QObject):
    """Shows in menus and toolbar what is checked and possible; runs each command on the workspace."""

    def __init__(self, window: QMainWindow, bars: Bars, context: Context) -> None:
        super().__init__(window)
        self._window, self._bars, self._context = window, bars, context
        self._menus: dict[str, QMenu] = dict(bars.menus)
        self._groups: dict[str, QActionGroup] = {}
        self._layer_actions: dict[str, QAction] = {}
        self._listed: tuple[tuple[str, str], ...] = ()
        self.actions: dict[str, QAction] = {}
        for menu in self._menus.values():
            menu.setToolTipsVisible(True)
        for command in COMMANDS:
            self._add(command)
        self._menus[Menu.LAYERS].aboutToShow.connect(self._list_layers)
        self._menus[Menu.RECENT].aboutToShow.connect(self._list_recent)
        self._projections = self._projection_box()
        self._tools()

    def menu(self, menu: Menu) -> QMenu:
        return self._menus[menu]

    def show_scene(self, scene: Scene) -> None:
        """Check and enable what the scene and the window's state say; run no command."""
        self.refresh()
        self._projections.setCurrentIndex(self._projections.findData(scene.projection.id))
        if self._menus[Menu.LAYERS].isVisible():
            self._list_layers()

    def refresh(self) -> None:
        """After panels were opened or closed, or the window filled the screen."""
        for command in COMMANDS:
            action = self.actions[command.id]
            if command.checked:
                action.setChecked(command.checked(self._context))
            if command.enabled:
                action.setEnabled(command.enabled(self._context))
            if command.caption:
                action.setText(caption(command.caption(self._context)))

    def possible(self, command: Command) -> bool:
        """Whether a command can be run now."""
        return command.enabled is None or command.enabled(self._context)

    def _add(self, command: Command) -> None:
        action = self.actions[command.id] = QAction(command.text, self)
        action.setShortcuts([QKeySequence(keys) for keys in (command.shortcut, *command.also) if keys])
        action.setToolTip(_tooltip(command))
        action.setIcon(icon(command.icon, self._window))
        action.setIconText(SHORT.get(command.id, command.text.removesuffix("…")))
        action.setCheckable(command.checked is not None)
        action.setMenuRole(ROLES.get(command.id, QAction.MenuRole.NoRole))
        if command.group:
            self._groups.setdefault(command.group, QActionGroup(self)).addAction(action)
        action.triggered.connect(self._doing(command))
        menu = self._menu_of(command.menu)
        if command.apart:
            menu.addSeparator()
        menu.addAction(action)
        # Shortcuts work in full screen too, where a platform may hide the menu bar.
        self._window.addAction(action)

    def _doing(self, command: Command) -> Callable[[], None]:
        def do() -> None:
            command.handler(self._context)
            # Qt has already turned the check mark; it must say what came of it.
            self.refresh()

        return do

    def _menu_of(self, path: str) -> QMenu:
        if path not in self._menus:
            parent, _, text = path.rpartition("|")
            self._menus[path] = self._menu_of(parent).addMenu(text)
            self._menus[path].setToolTipsVisible(True)
        return self._menus[path]

    def _list_layers(self) -> None:
        """An entry for each layer, made when the menu is first opened."""
        layers = self._context.scene.layers
        names = tuple((layer.id, layer.name) for layer in layers)
        if names != self._listed:
            self._listed = names
            self._refill()
        for layer in layers:
            self._layer_actions[layer.id].setChecked(layer.shown)

    def _list_recent(self) -> None:
        """An entry for each file that was opened lately and is still there, above the others."""
        menu = self._menus[Menu.RECENT]
        clear = self.actions["file.clear-recent"]
        for action in menu.actions():
            if action.data() == RECENT:
                menu.removeAction(action)
                action.deleteLater()
        paths = self._context.files.recent.paths
        first = menu.actions()[0] if menu.actions() else clear
        for number, path in enumerate(paths, 1):
            name = caption(sanitized(path.name, LONGEST_NAME))
            entry = QAction(f"&{number} {name}" if number < 10 else name, menu)
            entry.setData(RECENT)
            entry.setToolTip(tip(sanitized(str(path), 300)))
            entry.triggered.connect(lambda _=False, path=path: self._context.files.open([path]))
            menu.insertAction(first, entry)
        if not paths:
            nothing = QAction("No file was opened yet", menu)
            nothing.setData(RECENT)
            nothing.setEnabled(False)
            menu.insertAction(first, nothing)
        clear.setEnabled(bool(paths))

    def _refill(self) -> None:
        menu = self._menus[Menu.LAYERS]
        for action in menu.actions():
            if action not in self.actions.values():
                menu.removeAction(action)
                action.deleteLater()
        self._layer_actions.clear()
        for topic, layers in by_topic(self._context.scene.layers).items():
            menu.addSection(topic_name(topic))
            for layer in layers:
                action = self._layer_actions[layer.id] = menu.addAction(caption(layer.name))
                action.setCheckable(True)
                action.setToolTip(tip(layer.note))
                action.triggered.connect(self._toggling(layer.id))

    def _toggling(self, layer_id: str) -> Callable[[], None]:
        return lambda: self._context.store.apply(actions.toggle_layer(layer_id))

    def _tools(self) -> None:
        bar, gap = self._bars.toolbar, self._bars.gap
        self._bars.open_toolbar()
        for id in TOOLS:
            if id:
                bar.insertAction(gap, self.actions[id])
            else:
                bar.insertSeparator(gap)
        bar.insertWidget(gap, self._projections)
        bar.addSeparator()
        for id in PANEL_TOOLS:
            bar.addAction(self.actions[id])
        for id in filter(None, (*TOOLS, *PANEL_TOOLS)):
            button = bar.widgetForAction(self.actions[id])
            button.setAccessibleName(self.actions[id].text())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bars.search.setToolTip(
            tip(f"Find facts, places, people and coordinates ({keys('Ctrl+F')})", "With > first: commands")
        )

    def _projection_box(self) -> QComboBox:
        box = QComboBox()
        box.setToolTip("Projection of the map (Ctrl+1 to Ctrl+5)")
        box.setAccessibleName("Projection")
        for projection in PROJECTIONS:
            box.addItem(projection.name, projection.id)
            box.setItemData(box.count() - 1, tip(projection.label), Qt.ItemDataRole.ToolTipRole)
        box.activated.connect(lambda: self.actions[f"projection.{box.currentData()}"].trigger())
        return box


def icon(name: str, window: QWidget) -> QIcon:
    """The system's icon, or the style's, or none."""
    if not name:
        return QIcon()
    found = QIcon.fromTheme(name)
    if found.isNull() and name in STANDARD:
        return window.style().standardIcon(STANDARD[name])
    return found


def _tooltip(command: Command) -> str:
    shortcut = f" ({keys(command.shortcut)})" if command.shortcut else ""
    return tip(f"{command.text.removesuffix('…')}{shortcut}", command.tip)
