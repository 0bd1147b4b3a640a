"""The contents of menu bar and toolbar, made from the table of commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QComboBox, QMainWindow, QMenu, QSizePolicy

from arctic_map.desktop.shell.commands.command import Command, Menu, is_possible
from arctic_map.desktop.shell.commands.commands import COMMANDS
from arctic_map.desktop.shell.commands.keyboard import letter_of, letters, marked
from arctic_map.desktop.widgets.buttons import LetterBox, ToolButton
from arctic_map.desktop.widgets.icons import menu_icon
from arctic_map.desktop.widgets.widget_text import caption, shortcut_text, tip, without_mnemonic
from arctic_map.desktop.window.panel import PANELS, Panel
from arctic_map.geo.projections import CENTRED, PROJECTIONS, kind_of
from arctic_map.model.tr import tr, tr_content
from arctic_map.scene.reading import by_topic
from arctic_map.scene.session import actions
from arctic_map.scene.words.measures import projection_words
from arctic_map.scene.words.words import topic_name
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.bars import Bars
    from arctic_map.desktop.shell.commands.command import Context
    from arctic_map.scene.scene import Scene

ROLES = {
    "edit.settings": QAction.MenuRole.PreferencesRole,
    "file.quit": QAction.MenuRole.QuitRole,
    "help.about": QAction.MenuRole.AboutRole,
}
"""Commands that have a standard place on macOS."""
TOOLS = ("file.export", "", "view.home", "view.zoom-in", "view.zoom-out", "", "tour.start", "")
LISTED = "listed"
"""Data of the entries that are recreated whenever their menu opens."""
MAX_NAME_LENGTH = 60
PANEL_TOOLS = (*(f"panel.{panel}" for panel in Panel if PANELS[panel].in_toolbar), "view.map-only")


class Menus(QObject):
    """Shows the state of commands in menus and toolbar, and runs them on the workspace."""

    def __init__(self, window: QMainWindow, bars: Bars, context: Context) -> None:
        super().__init__(window)
        self._window, self._bars, self._context = window, bars, context
        self._menus: dict[str, QMenu] = dict(bars.menus)
        self._groups: dict[str, QActionGroup] = {}
        self._letters: dict[str, str] = {}
        """The mnemonic letter of each command in its menu."""
        self._layer_actions: dict[str, QAction] = {}
        self._listed: tuple[tuple[str, str], ...] = ()
        self._letters_on = True
        """Whether single letters are shortcuts."""
        self.actions: dict[str, QAction] = {}
        self.tools: dict[str, ToolButton] = {}
        """Buttons of the toolbar, by command."""
        for menu in self._menus.values():
            menu.setToolTipsVisible(True)
        for command in COMMANDS:
            self._add(command)
        self._mark()
        self._icons_painted = False
        for menu in self._menus.values():
            menu.aboutToShow.connect(self.paint_icons)
        self._window.installEventFilter(self)
        self._menus[Menu.LAYERS].aboutToShow.connect(self._list_layers)
        self._menus[Menu.RECENT].aboutToShow.connect(self._list_recent)
        self._menus[Menu.VIEWS].aboutToShow.connect(self._list_views)
        context.choices.changed.connect(self._choose_letters)
        self._choose_letters()
        self._projections = self._projection_box()
        self._tools()

    def menu(self, menu: Menu) -> QMenu:
        """Return the widget of a menu."""
        return self._menus[menu]

    @property
    def menus(self) -> tuple[QMenu, ...]:
        """All menus, with the present layers listed."""
        self._list_layers()
        return tuple(self._menus.values())

    def show_scene(self, scene: Scene) -> None:
        """Update checks, texts and enabled states; no command is run."""
        self.refresh()
        self._projections.setCurrentIndex(self._projections.findData(kind_of(scene.projection)))
        if self._menus[Menu.LAYERS].isVisible():
            self._list_layers()

    def refresh(self) -> None:
        """Update checks, texts and enabled states after a change of panels or of the window."""
        for command in COMMANDS:
            action = self.actions[command.id]
            if command.checked:
                action.setChecked(command.checked(self._context))
            action.setEnabled(is_possible(command, self._context))
            if command.why_not:
                action.setToolTip(_tooltip(command, command.why_not(self._context)))
            if command.caption:
                text = caption(command.caption(self._context))
                action.setText(marked(text, self._letters[command.id]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.PaletteChange and watched is self._window:
            self._icons_painted = False
        return False

    def possible(self, command: Command) -> bool:
        """Return whether a command can be run now."""
        return is_possible(command, self._context)

    def _keys(self, command: Command) -> list[str]:
        """The shortcuts of a command; none of a single letter if these are off."""
        keys = [each for each in (command.shortcut, *command.also) if each]
        return keys if self._letters_on else [each for each in keys if not each.isalpha() or len(each) > 1]

    def _choose_letters(self) -> None:
        """Follow the setting of shortcuts of a single letter."""
        if self._letters_on != self._context.choices.single_letters:
            self._letters_on = not self._letters_on
            for command in COMMANDS:
                self.actions[command.id].setShortcuts([QKeySequence(keys) for keys in self._keys(command)])

    def _add(self, command: Command) -> None:
        action = self.actions[command.id] = QAction(tr(command.text), self)
        action.setShortcuts([QKeySequence(keys) for keys in self._keys(command)])
        action.setToolTip(_tooltip(command))
        action.setCheckable(command.checked is not None)
        action.setMenuRole(ROLES.get(command.id, QAction.MenuRole.NoRole))
        if command.group:
            self._groups.setdefault(command.group, QActionGroup(self)).addAction(action)
        action.triggered.connect(self._doing(command))
        menu = self._menu_of(command.menu)
        if command.apart:
            menu.addSeparator()
        menu.addAction(action)
        # Shortcuts must also work in full screen, where a platform may hide the menu bar.
        self._window.addAction(action)

    def _mark(self) -> None:
        """Assign mnemonic letters in each menu, different from those of its submenus."""
        for path, menu in self._menus.items():
            own = [command for command in COMMANDS if command.menu == path]
            mnemonics = letters((tr(command.text) for command in own), _used_letters(menu))
            for command, letter in zip(own, mnemonics, strict=True):
                self._letters[command.id] = letter
                self.actions[command.id].setText(marked(tr(command.text), letter))

    def _doing(self, command: Command) -> Callable[[], None]:
        def do() -> None:
            command.handler(self._context)
            # Qt has toggled the check mark already; it must show the result.
            self.refresh()

        return do

    def _menu_of(self, path: str) -> QMenu:
        if path not in self._menus:
            parent, _, text = path.rpartition("|")
            self._menus[path] = self._menu_of(parent).addMenu(tr(text))
            self._menus[path].setToolTipsVisible(True)
        return self._menus[path]

    def _list_layers(self) -> None:
        """List the layers, when the menu is first opened and after changes."""
        layers = self._context.scene.layers
        names = tuple((layer.id, layer.name) for layer in layers)
        if names != self._listed:
            self._listed = names
            self._refill()
        for layer in layers:
            self._layer_actions[layer.id].setChecked(layer.shown)

    def _list_recent(self) -> None:
        """List the recent files that still exist above the other entries."""
        paths, open_files = self._context.files.recent.paths, self._context.files.open
        self._list_above(
            Menu.RECENT,
            tr("No recent files"),
            [(path.name, sanitized(str(path), 300), partial(open_files, [path])) for path in paths],
        )
        self.actions["file.clear-recent"].setEnabled(bool(paths))

    def _list_views(self) -> None:
        """List the saved views of the atlas above the other entries."""
        show, views = self._context.navigator.show_view, self._context.scene.catalog.views
        self._list_above(
            Menu.VIEWS,
            tr("No saved views"),
            [(tr_content(each.name), "", partial(show, each.view)) for each in views],
        )

    def _list_above(
        self, path: Menu, nothing: str, entries: Sequence[tuple[str, str, Callable[[], None]]]
    ) -> None:
        """Replace the listed entries (name, tooltip and handler); `nothing` is the text if there are none."""
        menu = self._menus[path]
        for action in menu.actions():
            if action.data() == LISTED:
                menu.removeAction(action)
                action.deleteLater()
        first = menu.actions()[0]
        for number, (name, words, do) in enumerate(entries, 1):
            name = caption(sanitized(name, MAX_NAME_LENGTH))
            entry = QAction(f"&{number} {name}" if number < 10 else name, menu)
            entry.setData(LISTED)
            entry.setToolTip(tip(words))
            entry.triggered.connect(lambda _=False, do=do: do())
            menu.insertAction(first, entry)
        if not entries:
            none = QAction(nothing, menu)
            none.setData(LISTED)
            none.setEnabled(False)
            menu.insertAction(first, none)

    def _refill(self) -> None:
        menu = self._menus[Menu.LAYERS]
        for action in menu.actions():
            if action not in self.actions.values():
                menu.removeAction(action)
                action.deleteLater()
        self._layer_actions.clear()
        scene = self._context.scene
        for topic, layers in by_topic(scene.layers, scene.catalog.topic).items():
            menu.addSection(topic_name(topic, scene.catalog.topic))
            names = [caption(layer.name) for layer in layers]
            for layer, name, letter in zip(layers, names, letters(names, _used_letters(menu)), strict=True):
                action = self._layer_actions[layer.id] = menu.addAction(marked(name, letter))
                action.setCheckable(True)
                action.setToolTip(tip(layer.note))
                action.triggered.connect(self._toggling(layer.id))

    def _toggling(self, layer_id: str) -> Callable[[], None]:
        return lambda: self._context.store.apply(actions.toggle_layer(layer_id))

    def _tools(self) -> None:
        bar, gap = self._bars.toolbar, self._bars.gap
        for id in TOOLS:
            if id:
                bar.insertWidget(gap, self._tool(id))
            else:
                bar.insertSeparator(gap)
        bar.insertWidget(gap, self._projections)
        bar.addSeparator()
        for id in PANEL_TOOLS:
            bar.addWidget(self._tool(id))
        self._bars.search.setToolTip(
            tip(
                tr("Find facts, places, people and coordinates ({keys})", keys=shortcut_text("Ctrl+F")),
                tr("Type > to find commands"),
            )
        )

    def _tool(self, id: str) -> ToolButton:
        """Return an icon button whose text is its tooltip and accessible name."""
        command = next(command for command in COMMANDS if command.id == id)
        button = self.tools[id] = ToolButton(command.icon)
        button.setDefaultAction(self.actions[id])
        button.setAccessibleName(without_mnemonic(tr(command.text)).removesuffix("…"))
        return button

    def paint_icons(self) -> None:
        """Paint the icons when a menu is first opened: all of them take 25 ms."""
        if self._icons_painted:
            return
        self._icons_painted = True
        palette = self._window.palette()
        for command in COMMANDS:
            if command.icon:
                self.actions[command.id].setIcon(menu_icon(command.icon, palette))

    def _projection_box(self) -> QComboBox:
        box = LetterBox()
        # In a narrow toolbar, the last tools move behind its arrow and no name is clipped.
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        box.setToolTip(tr("Projection of the map (Ctrl+1 to Ctrl+{last})", last=len(PROJECTIONS) + 1))
        box.setAccessibleName(tr("Projection"))
        for projection in PROJECTIONS:
            box.addItem(tr(projection.name), projection.id)
            box.setItemData(box.count() - 1, tip(projection_words(projection)), Qt.ItemDataRole.ToolTipRole)
        centred = self.actions[f"projection.{CENTRED}"]
        box.addItem(without_mnemonic(centred.text()), CENTRED)
        box.setItemData(box.count() - 1, centred.toolTip(), Qt.ItemDataRole.ToolTipRole)
        box.activated.connect(lambda: self.actions[f"projection.{box.currentData()}"].trigger())
        return box


def _used_letters(menu: QMenu) -> set[str]:
    return {letter for action in menu.actions() if (letter := letter_of(action.text()))}


def _tooltip(command: Command, why_not: str = "") -> str:
    shortcut = f" ({shortcut_text(command.shortcut)})" if command.shortcut else ""
    return tip(
        f"{without_mnemonic(tr(command.text)).removesuffix('…')}{shortcut}", why_not or tr(command.tip)
    )
