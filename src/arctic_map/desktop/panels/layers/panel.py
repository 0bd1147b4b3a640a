"""The layers by theme: shown or hidden, how opaque, and the features that each holds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QBrush, QIcon, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QSlider,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.appearance import tones
from arctic_map.desktop.appearance.widget_text import tip
from arctic_map.files.sanitized import sanitized
from arctic_map.model.catalog import Catalog
from arctic_map.model.feature import Feature
from arctic_map.model.preferences import Names
from arctic_map.model.style import Look
from arctic_map.scene.reading import by_theme, subject
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.words.naming import name_of, other_names
from arctic_map.scene.words.words import counted, theme_name

NAME, COUNT = 0, 1
ID = Qt.ItemDataRole.UserRole
CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
MOST_ROWS = 1000
"""Features of a layer that are listed; an opened file may hold a hundred thousand."""
NO_LAYER = "Choose a layer to change its opacity"
Item = QTreeWidgetItem


class LayersPanel(QWidget):
    """A tree of themes, layers and features; Space shows or hides, Enter on a feature selects it."""

    layer_toggled = Signal(str)
    layers_shown = Signal(list, bool)
    """Ids of layers, and whether they are to be shown."""
    opacity_requested = Signal(str, float)
    """A layer and its opacity, 0..1."""
    feature_requested = Signal(str)
    layer_requested = Signal(str)
    """The map should show all of this layer."""
    close_requested = Signal(str)
    """The layer of an opened file should go."""

    def __init__(self, symbol: Callable[[str], QIcon], parent: QWidget | None = None) -> None:
        """Takes what gives a style's symbol as drawn; it is asked again when the look changes."""
        super().__init__(parent)
        self.setAccessibleName("Layers")
        self._symbol = symbol
        self._catalog: Catalog | None = None
        self._features: dict[str, tuple[Feature, ...]] = {}
        self._layers: dict[str, SceneLayer] = {}
        self._selected: str | None = None
        self._look: Look | None = None
        self._names: Names = "en"
        self._themes: dict[str, Item] = {}
        self._rows: dict[str, Item] = {}
        self._build()

    def show_scene(self, scene: Scene) -> None:
        """Show what the scene says about layers and emit nothing."""
        layers = {layer.id: layer for layer in scene.layers}
        selected = scene.selected.feature if scene.selected else None
        with self._quietly():
            if scene.catalog is not self._catalog or layers.keys() != self._layers.keys():
                self._layers = layers
                self._fill(scene)
            if layers != self._layers or not self._look:
                self._layers = layers
                self._sync()
            if scene.look is not self._look:
                self._look = scene.look
                self._draw_symbols()
            if scene.preferences.names != self._names:
                self._names = scene.preferences.names
                self._name_anew()
            if selected != self._selected:
                self._selected = selected
                self._go_to(selected)

    def _build(self) -> None:
        self._tree = QTreeWidget()
        self._tree.setAccessibleName("Layers by theme")
        self._tree.setColumnCount(2)
        self._tree.setHeaderHidden(True)
        self._tree.setFrameShape(QFrame.Shape.NoFrame)
        self._tree.setIndentation(12)
        self._tree.setIconSize(QSize(24, 16))
        self._tree.setUniformRowHeights(True)
        self._tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._tree.header().setStretchLastSection(False)
        self._tree.header().setMinimumSectionSize(24)
        self._tree.itemChanged.connect(self._on_changed)
        self._tree.itemExpanded.connect(self._on_expanded)
        self._tree.itemActivated.connect(self._on_activated)
        self._tree.itemClicked.connect(self._on_activated)
        self._tree.currentItemChanged.connect(lambda: self._show_opacity())
        self._tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._tree.customContextMenuRequested.connect(self._show_menu)
        self._close = QAction("Close file", self._tree)
        self._close.setShortcut(QKeySequence.StandardKey.Delete)
        self._close.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._close.triggered.connect(self._request_closing)
        self._tree.addAction(self._close)

        everything, nothing = QPushButton("&All"), QPushButton("&None")
        everything.setToolTip("Show all subject layers (the base map stays as it is)")
        nothing.setToolTip("Hide all subject layers (the base map stays as it is)")
        for button, shown in ((everything, True), (nothing, False)):
            button.setAccessibleName(button.toolTip())
            button.clicked.connect(lambda _=False, shown=shown: self._request_all(shown))
        head = QHBoxLayout()
        head.setContentsMargins(8, 8, 8, 8)
        head.setSpacing(8)
        head.addWidget(everything, 1)
        head.addWidget(nothing, 1)

        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, 100)
        self._slider.setPageStep(10)
        self._slider.valueChanged.connect(self._on_slid)
        self._of = QLabel()
        self._of.setWordWrap(True)
        self._of.setTextFormat(Qt.TextFormat.PlainText)
        self._of.setBuddy(self._slider)
        self._per_cent = QLabel()
        self._per_cent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._per_cent.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %") + 4)
        slide = QHBoxLayout()
        slide.setSpacing(8)
        slide.addWidget(self._slider, 1)
        slide.addWidget(self._per_cent)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(4)
        foot.addWidget(self._of)
        foot.addLayout(slide)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._tree, 1)
        column.addLayout(foot)
        self._show_opacity()
        self._retint()

    def _fill(self, scene: Scene) -> None:
        """Rows for themes and layers; features come when a layer is opened."""
        self._catalog = scene.catalog
        self._features = {layer.id: layer.features for layer in scene.catalog.layers}
        open_before = {id for id, row in self._rows.items() if row.isExpanded()}
        closed_before = {theme for theme, heading in self._themes.items() if not heading.isExpanded()}
        self._tree.clear()
        self._themes, self._rows, self._look = {}, {}, None
        for theme, layers in by_theme(scene.layers).items():
            heading = self._themes[theme] = Item(self._tree, [theme_name(theme)])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            heading.setFlags(heading.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            font = self._tree.font()
            font.setBold(True)
            heading.setFont(NAME, font)
            for layer in layers:
                self._rows[layer.id] = self._row(heading, layer)
            heading.setExpanded(theme not in closed_before)
        for id in open_before & self._rows.keys():
            self._on_expanded(self._rows[id])
            self._rows[id].setExpanded(True)
        header = self._tree.header()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COUNT, QHeaderView.ResizeMode.ResizeToContents)

    def _row(self, heading: Item, layer: SceneLayer) -> Item:
        row = Item(heading, [layer.name, f"{layer.count:,}" if layer.count else ""])
        row.setData(NAME, ID, layer.id)
        row.setTextAlignment(COUNT, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.setForeground(COUNT, QBrush(tones.quiet(self.palette())))
        features = counted(layer.count, "feature") if layer.count else ""
        row.setToolTip(NAME, tip(layer.name, layer.note, sanitized(layer.file, 300), features))
        row.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (layer.name, features))))
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        if layer.count:
            row.setChildIndicatorPolicy(Item.ChildIndicatorPolicy.ShowIndicator)
        return row

    def _sync(self) -> None:
        """Check boxes and opacity as the scene has them."""
        for layer in self._layers.values():
            self._rows[layer.id].setCheckState(NAME, CHECKED if layer.shown else UNCHECKED)
        for theme, heading in self._themes.items():
            shown = {layer.shown for layer in self._layers.values() if layer.theme == theme}
            some = Qt.CheckState.PartiallyChecked
            heading.setCheckState(NAME, some if len(shown) > 1 else CHECKED if True in shown else UNCHECKED)
        self._show_opacity()

    def _draw_symbols(self) -> None:
        palette = self.palette()
        for theme, heading in self._themes.items():
            heading.setIcon(NAME, tones.swatch(theme, palette))
        for layer in self._layers.values():
            self._rows[layer.id].setIcon(NAME, self._symbol(layer.style))
            self._rows[layer.id].setForeground(COUNT, QBrush(tones.quiet(self.palette())))

    def _name_anew(self) -> None:
        for row in self._rows.values():
            row.takeChildren()
            if row.isExpanded():
                self._on_expanded(row)

    def _go_to(self, feature_id: str | None) -> None:
        """Make the selected feature's row the current one, if its layer stands open."""
        layer_id = self._catalog.layer_of.get(feature_id or "") if self._catalog else None
        row = self._rows.get(layer_id or "")
        if row is None or not row.isExpanded():
            return
        for child in map(row.child, range(row.childCount())):
            if child is not None and child.data(NAME, ID) == feature_id:
                self._tree.setCurrentItem(child)
                self._show_opacity()

    def _on_changed(self, item: Item, column: int) -> None:
        """A check box was clicked: wish it, and show again what holds if the wish is not granted."""
        if column != NAME:
            return
        requested = item.checkState(NAME) is not UNCHECKED
        layer = self._layers.get(item.data(NAME, ID) or "")
        if layer is not None and requested != layer.shown:
            self.layer_toggled.emit(layer.id)
        for theme, heading in self._themes.items():
            if heading is item:
                mine = [layer.id for layer in self._layers.values() if layer.theme == theme]
                self.layers_shown.emit(mine, requested)
        with self._quietly():
            self._sync()

    def _request_all(self, shown: bool) -> None:
        self.layers_shown.emit(list(subject(self._layers.values())), shown)

    def _on_expanded(self, item: Item) -> None:
        layer_id = item.data(NAME, ID)
        if layer_id not in self._rows or item.childCount():
            return
        features = self._features.get(layer_id, ())
        for feature in features[:MOST_ROWS]:
            name = name_of(feature, self._names)
            child = Item(item, [name])
            child.setData(NAME, ID, feature.id)
            child.setFirstColumnSpanned(True)
            other = " · ".join((*other_names(feature, self._names), *feature.aliases))
            child.setToolTip(NAME, tip(name, other, feature.note))
        if len(features) > MOST_ROWS:
            rest = Item(item, [f"and {len(features) - MOST_ROWS:,} more, which search finds"])
            rest.setFlags(Qt.ItemFlag.ItemIsEnabled)
            rest.setFirstColumnSpanned(True)

    def _show_menu(self, place: QPoint) -> None:
        item = self._tree.itemAt(place)
        if item is None:
            return
        self._tree.setCurrentItem(item)
        layer = self._layers.get(item.data(NAME, ID) or "")
        if layer is None or not layer.count:
            return
        menu = QMenu(self._tree)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Go to layer", lambda: self.layer_requested.emit(layer.id))
        if layer.file:
            menu.addAction(self._close)
        menu.popup(self._tree.viewport().mapToGlobal(place))

    def _request_closing(self) -> None:
        """Of the file whose row, or one of whose features, is the current one."""
        if (layer := self._current) and layer.file:
            self.close_requested.emit(layer.id)

    def _on_activated(self, item: Item) -> None:
        row = item.parent()
        if row is not None and row.parent() is not None and item.data(NAME, ID):
            self.feature_requested.emit(item.data(NAME, ID))

    @property
    def _current(self) -> SceneLayer | None:
        """The layer of the current row, whether it is the layer's own or a feature's."""
        item: Item | None = self._tree.currentItem()
        while item is not None and item.data(NAME, ID) not in self._rows:
            item = item.parent()
        return self._layers.get(item.data(NAME, ID)) if item is not None else None

    def _show_opacity(self) -> None:
        layer = self._current
        value = round(layer.opacity * 100) if layer else 100
        name = layer.name if layer else NO_LAYER
        with QSignalBlocker(self._slider):
            self._slider.setValue(value)
        self._slider.setEnabled(layer is not None)
        self._slider.setAccessibleName(f"Opacity of {name}" if layer else "Opacity")
        self._slider.setToolTip(tip(f"Opacity of {name}" if layer else NO_LAYER))
        self._of.setText(f"Opacity: {name}" if layer else NO_LAYER)
        self._per_cent.setText(f"{value} %" if layer else "")

    def _on_slid(self, value: int) -> None:
        if layer := self._current:
            self.opacity_requested.emit(layer.id, value / 100)
            self._show_opacity()

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Changes made here are the scene's, not the user's."""
        with QSignalBlocker(self._tree):
            yield

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._retint()
            with self._quietly():
                self._draw_symbols()

    def _retint(self) -> None:
        self._tree.setPalette(tones.only(tones.Role.Window, tones.frames(self.palette())))
