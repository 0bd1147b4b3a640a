"""The layers panel: the tree, buttons for all layers, and the opacity of the current one."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSlider, QVBoxLayout, QWidget

from arctic_map.desktop.panels.layer_model import LayersModel
from arctic_map.desktop.panels.layer_tree import LayersTree
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.tr import tr
from arctic_map.scene.reading import subject
from arctic_map.scene.scene import Scene, SceneLayer
from arctic_map.scene.session.layer_order import stepped_layer


class LayersPanel(QWidget):
    """Tree of topics, layers and features; Space toggles visibility, Enter on a feature selects it."""

    layer_toggled = Signal(str)
    layers_shown = Signal(list, bool)
    """Emitted with ids of layers, and whether to show them."""
    features_shown = Signal(list, bool)
    """Emitted with ids of features, and whether to show them."""
    order_requested = Signal(str, int)
    """Emitted with a layer and its new position among the movable ones, from the bottom."""
    current_changed = Signal()
    opacity_requested = Signal(str, float)
    """Emitted with a layer and its opacity, 0..1."""
    feature_requested = Signal(str)
    layer_requested = Signal(str)
    """Emitted with a layer to zoom to."""
    table_requested = Signal(str)
    """Emitted with the layer of an opened file whose rows to show."""
    style_requested = Signal(str)
    """Emitted with the layer of an opened file to style."""
    features_requested = Signal(str)
    """Emitted with the layer of an opened file to export."""
    properties_requested = Signal(str)
    """Emitted with the layer of an opened file whose properties to show."""
    rename_requested = Signal(str, str)
    """Emitted with the layer of an opened file and its new name; empty for that of the file."""
    close_requested = Signal(str)
    """Emitted with the layer of an opened file to close."""

    def __init__(self, symbol: Callable[[str], QIcon], parent: QWidget | None = None) -> None:
        """`symbol` returns the icon of a style; it is called again when the look changes."""
        super().__init__(parent)
        self.setAccessibleName(tr("Layers"))
        self._scene: Scene | None = None
        self._selected: str | None = None
        self._follows = False
        """Whether the current row is that of the selection."""
        self._model = LayersModel(symbol, self)
        self._build()

    def show_scene(self, scene: Scene) -> None:
        """Show the layers of the scene without emitting requests."""
        self._scene = scene
        self._model.show_scene(scene)
        selected = scene.selected.feature if scene.selected else None
        if selected != self._selected:
            self._selected = selected
            self._go_to(selected, scene)
        self._show_opacity()

    @property
    def current_layer(self) -> str | None:
        """The id of the current row's layer, also for a feature's row; None if there is none."""
        return layer.id if (layer := self._current) else None

    def rename(self, layer_id: str) -> None:
        """Edit the name of an opened file's layer in its row."""
        index = self._model.index_of_layer(layer_id)
        if index.isValid():
            self._tree.setFocus()
            self._tree.setCurrentIndex(index)
            self._tree.edit(index)

    def _build(self) -> None:
        self._tree = LayersTree(self._model, self)
        self._tree.activated.connect(self._on_activated)
        self._tree.clicked.connect(self._on_clicked)
        self._tree.customContextMenuRequested.connect(self._show_menu)
        self._tree.selectionModel().currentChanged.connect(lambda: self._show_opacity())
        self._tree.selectionModel().currentChanged.connect(lambda: self.current_changed.emit())
        self._model.layer_toggled.connect(self.layer_toggled)
        self._model.layers_shown.connect(self.layers_shown)
        self._model.features_shown.connect(self.features_shown)
        self._model.order_requested.connect(self.order_requested)
        self._model.rename_requested.connect(self.rename_requested)
        self._close = QAction(tr("Close file"), self._tree)
        self._close.setShortcut(QKeySequence.StandardKey.Delete)
        self._close.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._close.triggered.connect(self._request_closing)
        self._tree.addAction(self._close)

        everything, nothing = QPushButton(tr("&All")), QPushButton(tr("&None"))
        everything.setToolTip(tr("Show all thematic layers (the base map is not changed)"))
        nothing.setToolTip(tr("Hide all thematic layers (the base map is not changed)"))
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
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(4)
        foot.addWidget(self._of)
        foot.addLayout(slide)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._tree, 1)
        column.addWidget(self._foot)
        self._show_opacity()
        self._retint()

    def _go_to(self, feature_id: str | None, scene: Scene) -> None:
        """Make the row of the selected feature current, or its layer's while that is collapsed."""
        layer_id = scene.catalog.layer_of.get(feature_id or "")
        if not feature_id or not layer_id:
            # Keep a row that the user chose.
            if self._follows:
                self._tree.setCurrentIndex(QModelIndex())
            self._follows = False
            return
        layer = self._model.index_of_layer(layer_id)
        opened = self._tree.isExpanded(layer)
        self._tree.setCurrentIndex(self._model.index_of_feature(layer_id, feature_id) if opened else layer)
        self._follows = True

    def _request_all(self, shown: bool) -> None:
        if self._scene:
            self.layers_shown.emit(list(subject(self._scene.layers)), shown)

    def _show_menu(self, place: QPoint) -> None:
        index = self._tree.indexAt(place)
        if not index.isValid():
            return
        self._tree.setCurrentIndex(index)
        layer = self._current
        if layer is None or not (layer.count or layer.file):
            return
        menu = QMenu(self._tree)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if feature_id := self._model.feature_at(index):
            self._add_feature(menu, feature_id)
        else:
            menu.addAction(tr("Go to layer"), lambda: self.layer_requested.emit(layer.id))
            self._add_steps(menu, layer.id)
            if layer.file:
                menu.addSeparator()
                if layer.has_features:
                    menu.addAction(tr("Show table"), lambda: self.table_requested.emit(layer.id))
                menu.addAction(tr("Style…"), lambda: self.style_requested.emit(layer.id))
                if layer.has_features:
                    menu.addAction(tr("Export features…"), lambda: self.features_requested.emit(layer.id))
                menu.addAction(tr("Properties…"), lambda: self.properties_requested.emit(layer.id))
                menu.addAction(tr("Rename"), lambda: self.rename(layer.id))
                menu.addSeparator()
                menu.addAction(self._close)
        menu.popup(self._tree.viewport().mapToGlobal(place))

    def _add_feature(self, menu: QMenu, feature_id: str) -> None:
        """Add the actions for a feature, and for all hidden features."""
        menu.addAction(tr("Go to feature"), lambda: self.feature_requested.emit(feature_id))
        hidden = self._scene.features_hidden if self._scene else frozenset()
        is_hidden = feature_id in hidden
        menu.addAction(
            tr("Show feature") if is_hidden else tr("Hide feature"),
            lambda: self.features_shown.emit([feature_id], is_hidden),
        )
        if hidden - {feature_id}:
            menu.addAction(
                tr("Show all hidden features"), lambda: self.features_shown.emit(sorted(hidden), True)
            )

    def _add_steps(self, menu: QMenu, layer_id: str) -> None:
        """Add actions that raise or lower the layer in the drawing order."""
        menu.addSeparator()
        for text, step in ((tr("Raise layer"), 1), (tr("Lower layer"), -1)):
            to = stepped_layer(layer_id, step, self._scene) if self._scene else None
            action = menu.addAction(text)
            action.triggered.connect(lambda _=False, to=to: self.order_requested.emit(layer_id, to))
            action.setEnabled(to is not None)

    def _request_closing(self) -> None:
        if (layer := self._current) and layer.file:
            self.close_requested.emit(layer.id)

    def _on_clicked(self, index: QModelIndex) -> None:
        # A click that hides a feature would otherwise go there and show it again.
        if not self._tree.pressed_box:
            self._on_activated(index)

    def _on_activated(self, index: QModelIndex) -> None:
        if feature_id := self._model.feature_at(index):
            self.feature_requested.emit(feature_id)

    @property
    def _current(self) -> SceneLayer | None:
        return self._model.layer_at(self._tree.currentIndex())

    def _show_opacity(self) -> None:
        layer = self._current
        value = round(layer.opacity * 100) if layer else 100
        name = layer.name if layer else ""
        with QSignalBlocker(self._slider):
            self._slider.setValue(value)
        # Without a layer, leave the space to the tree.
        self._foot.setVisible(layer is not None)
        self._slider.setAccessibleName(tr("Opacity of {name}", name=name))
        self._slider.setToolTip(tip(tr("Opacity of {name}", name=name)))
        self._of.setText(tr("Opacity: {name}", name=name))
        self._per_cent.setText(f"{value} %")

    def _on_slid(self, value: int) -> None:
        if layer := self._current:
            self.opacity_requested.emit(layer.id, value / 100)
            self._show_opacity()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._retint()

    def _retint(self) -> None:
        self._model.use_palette(self.palette())
        self._tree.setPalette(tones.only(tones.Role.Window, tones.frames(self.palette())))
