"""The timeline below the map: what is dated on an axis, a range of days to show, and play through them."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStyle, QToolButton, QVBoxLayout, QWidget

from arctic_map.desktop.appearance.widget_text import tip
from arctic_map.desktop.commands.keys import keys
from arctic_map.desktop.panels.timeline import playback
from arctic_map.desktop.panels.timeline.axis import day_after, day_before, scale_of
from arctic_map.desktop.panels.timeline.canvas import Seen, TimelineCanvas
from arctic_map.desktop.panels.timeline.range_handle import RangeHandle, Side
from arctic_map.model.catalog import Catalog
from arctic_map.scene.filtering import period_in_words
from arctic_map.scene.scene import Scene
from arctic_map.scene.timeline import Mark, Range, extent, marks, moments, touches
from arctic_map.scene.words.words import counted, when_in_words

SPEEDS = (("½×", 2800), ("1×", 1400), ("2×", 700), ("4×", 350))
"""Milliseconds from event to event."""
NORMAL = 1
NOTHING = "Facts and features that have a date appear here once the catalogue holds some."
Pixmap = QStyle.StandardPixmap


class TimelinePanel(QWidget):
    """Marks of dated facts and features; wishes a range of days, or a fact or feature."""

    range_requested = Signal(object)
    """A Range, or None for all days."""
    fact_requested = Signal(str)
    feature_requested = Signal(str)
    playing_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Timeline")
        self._catalog: Catalog | None = None
        self._scene: Scene | None = None
        self._extent: Range | None = None
        self._stops: tuple[date, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._listed: tuple[Mark, ...] = ()
        self._requested: Range | None = None
        self._readout = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._advance)
        self._build()

    @property
    def playing(self) -> bool:
        return self._timer.isActive()

    def show_scene(self, scene: Scene) -> None:
        """Show range, marks and selection as the scene has them; a range from elsewhere ends play."""
        before, self._scene = self._scene, scene
        if scene.catalog is not self._catalog:
            self._read(scene.catalog)
        elif before is not None and _same(before, scene):
            return
        self._list(scene)
        if self._extent is None:
            return
        if self.playing and scene.when != self._requested:
            self.pause()
        palette = scene.look.palette
        seen = Seen(scene.when or self._extent, _ringed(scene), palette.halo, palette.halo_rim)
        self.canvas.show_seen(seen)
        self._show_range(scene)

    def play(self) -> None:
        """Move the end of the range from event to event; from the beginning when all is shown."""
        if self._extent is not None and not self.playing:
            self._timer.start(SPEEDS[self.speed.currentIndex()][1])
            self._turn_button()
            self._advance()

    def pause(self) -> None:
        if self.playing:
            self._timer.stop()
            self._turn_button()

    def play_or_pause(self) -> None:
        self.pause() if self.playing else self.play()

    def step(self, step: int) -> None:
        """To the next event, or the one before (`step` below 0)."""
        if self._extent is not None and self._scene is not None:
            when = playback.stepped(self._scene.when, self._extent, self._stops, step)
            if when != self._scene.when:
                self._request(when)
                self.canvas.reveal((when or self._extent).last)

    def change_speed(self, step: int) -> None:
        """Faster, or slower for a step below 0."""
        at = min(max(self.speed.currentIndex() + step, 0), len(SPEEDS) - 1)
        self.speed.setCurrentIndex(at)

    def _advance(self) -> None:
        self.step(1)
        if self._scene is None or self._extent is None or playback.at_end(self._scene.when, self._extent):
            self.pause()

    def _read(self, catalog: Catalog) -> None:
        self.pause()
        self._catalog, self._marks = catalog, marks(catalog)
        self._extent, self._stops = extent(self._marks), playback.stops(self._marks)
        self._listed = ()
        for widget in (self.canvas, self._head):
            widget.setVisible(self._extent is not None)
        self._empty.setVisible(self._extent is None)

    def _list(self, scene: Scene) -> None:
        """Place the marks that no kind and no class of precision leaves out."""
        listed = tuple(mark for mark in self._marks if _is_listed(mark, scene))
        if self._extent is not None and (listed != self._listed or not self._listed):
            self._listed = listed
            self.canvas.show_marks(scene.catalog, listed, scale_of(self._extent, moments(self._marks)))

    def _show_range(self, scene: Scene) -> None:
        assert self._extent is not None
        when = scene.when or self._extent
        self.first.show_edge(when.first, when_in_words(when.first.isoformat()))
        self.last.show_edge(day_after(when.last), when_in_words(when.last.isoformat()))
        facts, features = len(scene.filtered_out.facts), len(scene.filtered_out.features)
        period = scene.period or f"All dates, {period_in_words(self._extent)}"
        counts = [counted(facts, "fact")] * (facts > 0) + [counted(features, "feature")] * (features > 0)
        hidden = f" · {' and '.join(counts)} hidden" if counts else ""
        self._readout = period + hidden
        self.setAccessibleDescription(f"Shown: {self._readout}")
        self._all.setEnabled(scene.when is not None)
        self._say()

    # Wishes

    def _request(self, when: Range | None) -> None:
        self._requested = when
        self.range_requested.emit(when)

    def _request_first(self, edge: date) -> None:
        if (when := self._now()) and self._extent:
            self._by_hand(playback.chosen(self._extent, min(edge, when.last), when.last))
            self.canvas.reveal(self.first.edge)

    def _request_last(self, edge: date) -> None:
        if (when := self._now()) and self._extent:
            last = max(day_before(edge), when.first)
            self._by_hand(playback.chosen(self._extent, when.first, last))
            self.canvas.reveal(self.last.edge)

    def _by_hand(self, when: Range | None) -> None:
        self.pause()
        if self._scene is not None and when != self._scene.when:
            self._request(when)

    def _request_mark(self, mark: Mark) -> None:
        """Select a fact or feature; one outside of the range is let in first."""
        when = self._now()
        if when and self._extent and not touches(mark.span, when):
            first = min(mark.span.first or when.first, when.first)
            last = max(mark.span.last or when.last, when.last)
            self._by_hand(playback.chosen(self._extent, first, last))
        (self.fact_requested if mark.kind == "fact" else self.feature_requested).emit(mark.id)

    def _now(self) -> Range | None:
        return (self._scene.when if self._scene else None) or self._extent

    # Widgets

    def _build(self) -> None:
        self.canvas = TimelineCanvas(self)
        self.canvas.mark_requested.connect(self._request_mark)
        self.first = RangeHandle(Side.FIRST, lambda: self.canvas.axis, self.canvas)
        self.last = RangeHandle(Side.LAST, lambda: self.canvas.axis, self.canvas)
        self.first.edge_requested.connect(self._request_first)
        self.last.edge_requested.connect(self._request_last)
        self.canvas.axis_changed.connect(self.first.place)
        self.canvas.axis_changed.connect(self.last.place)
        self._head = self._controls()
        self._empty = QLabel(NOTHING)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 4)
        column.setSpacing(2)
        column.addWidget(self._head)
        column.addWidget(self.canvas, 1)
        column.addWidget(self._empty, 1)
        buttons = (self.back, self.player, self.forth, self.speed, self._all, *self._zooms)
        self.stops: tuple[QWidget, ...] = (*buttons, self.first, self.last, self.canvas)
        """Of the Tab key, in its order."""
        for one, following in pairwise(self.stops):
            QWidget.setTabOrder(one, following)
        self._draw_icons()

    def _controls(self) -> QWidget:
        self.back = _button("Previous event", "Ctrl+Left", lambda: self._step_by_hand(-1))
        self.player = _button("Play", "Ctrl+Space", self.play_or_pause)
        self.forth = _button("Next event", "Ctrl+Right", lambda: self._step_by_hand(1))
        self.speed = QComboBox()
        self.speed.setAccessibleName("Speed of play")
        self.speed.setToolTip(tip(f"Speed of play ({keys('Ctrl+[')} and {keys('Ctrl+]')})"))
        self.speed.addItems([name for name, _ in SPEEDS])
        self.speed.setCurrentIndex(NORMAL)
        self.speed.currentIndexChanged.connect(self._speed_changed)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setMinimumWidth(40)
        self._all = _button("All dates", "", lambda: self._by_hand(None))
        self._all.setText("All")
        self._all.setToolTip("Show what happened on all dates")
        farther = _button("Zoom out of the time axis", "\N{MINUS SIGN}", lambda: self.canvas.zoom(-1))
        nearer = _button("Zoom into the time axis", "+", lambda: self.canvas.zoom(1))
        farther.setText("\N{MINUS SIGN}")
        nearer.setText("+")
        self._zooms = (farther, nearer)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for widget in (self.back, self.player, self.forth, self.speed):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self._words, 1)
        for widget in (self._all, *self._zooms):
            row.addWidget(widget)
        head = QWidget()
        head.setLayout(row)
        return head

    def _step_by_hand(self, step: int) -> None:
        self.pause()
        self.step(step)

    def _speed_changed(self, index: int) -> None:
        if self.playing:
            self._timer.start(SPEEDS[index][1])

    def _turn_button(self) -> None:
        name = "Pause" if self.playing else "Play"
        self.player.setAccessibleName(name)
        self.player.setToolTip(tip(f"{name} ({keys('Ctrl+Space')})"))
        self._draw_icons()
        self.playing_changed.emit(self.playing)

    def _draw_icons(self) -> None:
        playing = Pixmap.SP_MediaPause if self.playing else Pixmap.SP_MediaPlay
        for button, pixmap in (
            (self.back, Pixmap.SP_MediaSkipBackward),
            (self.player, playing),
            (self.forth, Pixmap.SP_MediaSkipForward),
        ):
            button.setIcon(self._icon(pixmap))

    def _icon(self, pixmap: QStyle.StandardPixmap) -> QIcon:
        """The style's icon in the colour of words: as it comes, it would be unseen on dark ground."""
        drawn = self.style().standardIcon(pixmap).pixmap(QSize(16, 16), self.devicePixelRatioF())
        painter = QPainter(drawn)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(drawn.rect(), self.palette().color(QPalette.ColorRole.ButtonText))
        painter.end()
        return QIcon(drawn)

    def _say(self) -> None:
        """The readout, cut where there is no room for it all."""
        room = max(self._words.width(), self._words.minimumWidth())
        self._words.setText(self.fontMetrics().elidedText(self._readout, Qt.TextElideMode.ElideRight, room))
        self._words.setToolTip(tip(self._readout))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_icons()


def _button(name: str, shortcut: str, how: Callable[[], object]) -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    button.setIconSize(QSize(16, 16))
    button.setAccessibleName(name)
    button.setToolTip(tip(f"{name} ({keys(shortcut)})" if shortcut else name))
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.clicked.connect(how)
    return button


def _same(one: Scene, other: Scene) -> bool:
    """Whether two scenes of one catalogue look the same on the timeline."""
    return (
        one.when == other.when
        and one.filtered_out == other.filtered_out
        and one.kinds_hidden == other.kinds_hidden
        and one.precisions_hidden == other.precisions_hidden
        and one.selected == other.selected
        and one.highlighted == other.highlighted
    )


def _is_listed(mark: Mark, scene: Scene) -> bool:
    if mark.kind == "fact":
        return scene.catalog.fact[mark.id].kind not in scene.kinds_hidden
    return scene.catalog.features[mark.id].precision not in scene.precisions_hidden


def _ringed(scene: Scene) -> frozenset[tuple[str, str]]:
    """The selected fact or feature, and the features that the selection lights up."""
    ringed = {("feature", id) for id in scene.highlighted}
    if scene.selected is not None and scene.selected.fact is not None:
        ringed.add(("fact", scene.selected.fact))
    return frozenset(ringed)
