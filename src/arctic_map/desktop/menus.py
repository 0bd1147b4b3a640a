"""Menus and toolbar, made from the table of commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QMainWindow, QMenu, QSizePolicy, QStyle, QToolBar, QWidget

from arctic_map.desktop.commands import COMMANDS, Command, Doer, Menu
from arctic_map.desktop.plain import caption, tip
from arctic_map.geo.planes import PLANES
from arctic_map.scene import actions
from arctic_map.scene.reading import by_theme
from arctic_map.scene.words import theme_name

if TYPE_CHECKING:
    from arctic_map.scene.scene import Scene

STANDARD = {
    "document-save-as": QStyle.StandardPixmap.SP_DialogSaveButton,
    "application-exit": QStyle.StandardPixmap.SP_DialogCloseButton,
    "view-fullscreen": QStyle.StandardPixmap.SP_TitleBarMaxButton,
    "help-about": QStyle.StandardPixmap.SP_MessageBoxInformation,
}
"""What the style draws where the system has no icon of that name."""
SHORT = {"view.zoom-in": "+", "view.zoom-out": "\N{MINUS SIGN}"}
"""Captions in the toolbar where there is no icon."""
TOOLS = ("file.export", "", "view.home", "view.zoom-in", "view.zoom-out", "")
PANEL_TOOLS = ("panel.layers", "panel.facts", "panel.ledger")
SEARCH_WIDTH = (120, 300)
"""Least and greatest, px."""


class Menus(QObject):
    """Shows in menus and toolbar what is checked and possible; hands each command to the doer."""

    def __init__(self, window: QMainWindow, doer: Doer) -> None:
        super().__init__(window)
        self._window, self._doer = window, doer
        self._menus: dict[str, QMenu] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._layer_actions: dict[str, QAction] = {}
        self._listed: tuple[tuple[str, str], ...] = ()
        self.actions: dict[str, QAction] = {}
        for command in COMMANDS:
            self._add(command)
        self._menus[Menu.LAYERS].aboutToShow.connect(self._list_layers)
        self._planes = self._plane_box()
        self.search = self._search_box()
        self.toolbar = self._tools()

    def menu(self, menu: Menu) -> QMenu:
        return self._menus[menu]

    def show_scene(self, scene: Scene) -> None:
        """Check and enable what the scene and the window's state say; run no command."""
        self.refresh()
        self._planes.setCurrentIndex(self._planes.findData(scene.plane.id))
        if self._menus[Menu.LAYERS].isVisible():
            self._list_layers()

    def refresh(self) -> None:
        """After panels were opened or closed, or the window filled the screen."""
        for command in COMMANDS:
            action = self.actions[command.id]
            if command.checked:
                action.setChecked(command.checked(self._doer))
            if command.enabled:
                action.setEnabled(command.enabled(self._doer))

    def possible(self, command: Command) -> bool:
        """Whether a command can be run now."""
        return command.enabled is None or command.enabled(self._doer)

    def _add(self, command: Command) -> None:
        action = self.actions[command.id] = QAction(command.text, self)
        action.setShortcuts([QKeySequence(keys) for keys in (command.shortcut, *command.also) if keys])
        action.setToolTip(_tooltip(command))
        action.setIcon(icon(command.icon, self._window))
        action.setIconText(SHORT.get(command.id, command.text.removesuffix("…")))
        action.setCheckable(command.checked is not None)
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
            command.how(self._doer)
            # Qt has already turned the check mark; it must say what came of it.
            self.refresh()

        return do

    def _menu_of(self, path: str) -> QMenu:
        if path not in self._menus:
            parent, _, text = path.rpartition("|")
            holder = self._menu_of(parent) if parent else self._window.menuBar()
            self._menus[path] = holder.addMenu(text)
            self._menus[path].setToolTipsVisible(True)
        return self._menus[path]

    def _list_layers(self) -> None:
        """An entry for each layer, made when the menu is first opened."""
        layers = self._doer.scene.layers
        names = tuple((layer.id, layer.name) for layer in layers)
        if names != self._listed:
            self._listed = names
            self._refill()
        for layer in layers:
            self._layer_actions[layer.id].setChecked(layer.shown)

    def _refill(self) -> None:
        menu = self._menus[Menu.LAYERS]
        for action in menu.actions():
            if action not in self.actions.values():
                menu.removeAction(action)
                action.deleteLater()
        self._layer_actions.clear()
        for theme, layers in by_theme(self._doer.scene.layers).items():
            menu.addSection(theme_name(theme))
            for layer in layers:
                action = self._layer_actions[layer.id] = menu.addAction(caption(layer.name))
                action.setCheckable(True)
                action.setToolTip(tip(layer.note))
                action.triggered.connect(self._toggling(layer.id))

    def _toggling(self, layer_id: str) -> Callable[[], None]:
        return lambda: self._doer.apply(actions.toggle_layer(layer_id))

    def _tools(self) -> QToolBar:
        bar = QToolBar("Toolbar")
        bar.setObjectName("toolbar")
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.setMovable(False)
        bar.setIconSize(QSize(16, 16))
        for id in TOOLS:
            self._add_tool(bar, id)
        bar.addWidget(self._planes)
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        bar.addWidget(self.search)
        bar.addSeparator()
        for id in PANEL_TOOLS:
            self._add_tool(bar, id)
        self._window.addToolBar(bar)
        return bar

    def _plane_box(self) -> QComboBox:
        box = QComboBox()
        box.setToolTip("Projection of the map (Ctrl+1 to Ctrl+5)")
        box.setAccessibleName("Projection")
        for plane in PLANES:
            box.addItem(plane.name, plane.id)
            box.setItemData(box.count() - 1, tip(plane.label), Qt.ItemDataRole.ToolTipRole)
        box.activated.connect(lambda: self.actions[f"plane.{box.currentData()}"].trigger())
        return box

    def _search_box(self) -> QLineEdit:
        """Stands in its place from the start; what is typed is answered once the content is there."""
        box = QLineEdit()
        box.setPlaceholderText(f"Find ({keys('Ctrl+F')})")
        box.setToolTip(
            tip(
                f"Find facts, places, people and coordinates ({keys('Ctrl+F')})",
                "With > first: commands",
            )
        )
        box.setAccessibleName("Find facts, places, people, coordinates, or with > first commands")
        box.setClearButtonEnabled(True)
        box.setMinimumWidth(SEARCH_WIDTH[0])
        box.setMaximumWidth(SEARCH_WIDTH[1])
        return box

    def _add_tool(self, bar: QToolBar, id: str) -> None:
        if not id:
            bar.addSeparator()
            return
        bar.addAction(self.actions[id])
        button = bar.widgetForAction(self.actions[id])
        button.setAccessibleName(self.actions[id].text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def icon(name: str, window: QWidget) -> QIcon:
    """The system's icon, or the style's, or none."""
    if not name:
        return QIcon()
    found = QIcon.fromTheme(name)
    if found.isNull() and name in STANDARD:
        return window.style().standardIcon(STANDARD[name])
    return found


def keys(shortcut: str) -> str:
    """A shortcut as the platform writes it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def _tooltip(command: Command) -> str:
    shortcut = f" ({keys(command.shortcut)})" if command.shortcut else ""
    return tip(f"{command.text.removesuffix('…')}{shortcut}", command.tip)
