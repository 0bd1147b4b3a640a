"""The timeline below the map: what is dated on an axis, a range of days to show, and play through them."""

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QWidget,
)

from arctic_map.desktop.panels.play_button import PlayButton, small_button
from arctic_map.desktop.panels.timeline import playback
from arctic_map.desktop.panels.timeline.axis import day_after, day_before, scale_of
from arctic_map.desktop.panels.timeline.canvas import TimelineCanvas
from arctic_map.desktop.panels.timeline.painting import Seen
from arctic_map.desktop.panels.timeline.range_handle import RangeHandle, Side
from arctic_map.desktop.widgets.appearance.elided import Elided
from arctic_map.desktop.widgets.appearance.letter_box import LetterBox
from arctic_map.desktop.widgets.appearance.widget_text import shortcut_text, tip
from arctic_map.model.catalog import Catalog
from arctic_map.model.tr import tr, tr_count, tr_later
from arctic_map.scene.filtering import period_in_words
from arctic_map.scene.scene import Scene
from arctic_map.scene.timeline import Mark, Range, extent, marks, moments, touches
from arctic_map.scene.words.words import when_in_words

SPEEDS = (("½×", 2800), ("1×", 1400), ("2×", 700), ("4×", 350))
"""Milliseconds from event to event."""
NORMAL = 1
FOLD_KEYS = "Ctrl+Shift+T"
WIDEST = "2000/2090"
"""What the readout of the strip has room for."""
SLACK = 1.04
"""Letters stand on parts of pixels, and words that just fit would be cut."""
NOTHING = tr_later("Facts and features that have a date appear here once the catalogue holds some.")


class TimelinePanel(QWidget):
    """Marks of dated facts and features; requests a range of days, or a fact or feature."""

    range_requested = Signal(object)
    """A Range, or None for all days."""
    fact_requested = Signal(str)
    layer_requested = Signal(str)
    """An opened file, all of which the map should show."""
    feature_requested = Signal(str)
    playing_changed = Signal(bool)
    fold_requested = Signal(bool)
    """To the strip, or to the lanes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Timeline"))
        self._catalog: Catalog | None = None
        self._scene: Scene | None = None
        self._extent: Range | None = None
        self._stops: tuple[date, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._listed: tuple[Mark, ...] = ()
        self._requested: Range | None = None
        self._period = self._readout = ""
        self._folded = False
        self._build()
        self._grow()

    @property
    def playing(self) -> bool:
        return self.player.playing

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
        if self._extent is not None:
            self.player.play()

    def pause(self) -> None:
        self.player.pause()

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
        self._arrange()

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
        # A month's ice edge is no less there for the others, which are not its own.
        monthly = {feature.id for feature in scene.catalog.monthly}
        facts, features = len(scene.filtered_out.facts), len(scene.filtered_out.features - monthly)
        period = scene.period or tr("All dates, {period}", period=period_in_words(self._extent))
        hidden = ""
        if facts or features:
            hidden = f" · {_hidden_in_words(facts, features)}"
        self._period, self._readout = period, period + hidden
        self.setAccessibleDescription(tr("Shown: {readout}", readout=self._readout))
        self._all.setEnabled(scene.when is not None)
        self._say()

    def _say(self) -> None:
        """In the strip only the days have room; beside them the tooltip says what they hide."""
        self._words.say(self._readout)
        if self._folded:
            self._words.setText(self._period)

    # Requests

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
        requested = {"fact": self.fact_requested, "layer": self.layer_requested}
        requested.get(mark.kind, self.feature_requested).emit(mark.id)

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
        self._controls()
        self._empty = QLabel(tr(NOTHING))
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(4, 0, 4, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._arrange()
        buttons = (self.back, self.player, self.forth, self.speed, self._all, *self._zooms, self.fold)
        self.stops: tuple[QWidget, ...] = (*buttons, self.first, self.last, self.canvas)
        """Of the Tab key, in its order."""
        for one, following in pairwise(self.stops):
            QWidget.setTabOrder(one, following)

    def _controls(self) -> None:
        self.back = small_button(
            "previous", tr("Previous event"), "Ctrl+Left", lambda: self._step_by_hand(-1)
        )
        self.player = PlayButton(tr("Play"), "Ctrl+Space", SPEEDS[NORMAL][1])
        self.player.step_requested.connect(self._advance)
        self.player.playing_changed.connect(self.playing_changed)
        self.forth = small_button("next", tr("Next event"), "Ctrl+Right", lambda: self._step_by_hand(1))
        self.speed = LetterBox()
        self.speed.setAccessibleName(tr("Speed of play"))
        self.speed.setToolTip(
            tip(
                tr(
                    "Speed of play ({slower} and {faster})",
                    slower=shortcut_text("Ctrl+["),
                    faster=shortcut_text("Ctrl+]"),
                )
            )
        )
        self.speed.addItems([name for name, _ in SPEEDS])
        self.speed.setCurrentIndex(NORMAL)
        self.speed.currentIndexChanged.connect(lambda at: self.player.set_interval(SPEEDS[at][1]))
        self._words = Elided()
        self._all = small_button("", tr("All dates"), "", lambda: self._by_hand(None))
        self._all.setText(tr("All"))
        self._all.setToolTip(tr("Show what happened on all dates"))
        farther = small_button("zoom-out", tr("Zoom out of the time axis"), "-", lambda: self.canvas.zoom(-1))
        nearer = small_button("zoom-in", tr("Zoom into the time axis"), "+", lambda: self.canvas.zoom(1))
        self._zooms = (farther, nearer)
        self.fold = small_button("fold", tr("Fold the timeline"), FOLD_KEYS, self._request_fold)
        self._left = _row(self.back, self.player, self.forth, self.speed)
        self._right = _row(self._all, *self._zooms)

    def set_folded(self, folded: bool) -> None:
        """A strip of marks with the most needed buttons, or lanes with all of them."""
        if folded != self._folded:
            self._folded = folded
            self.canvas.set_folded(folded)
            self._arrange()
            self._say()

    def _request_fold(self) -> None:
        self.fold_requested.emit(not self._folded)

    def _arrange(self) -> None:
        grid, folded, filled = self._grid, self._folded, self._extent is not None
        parts = (self._left, self._words, self._right, self.fold, self.canvas, self._empty)
        for widget in parts:
            grid.removeWidget(widget)
            widget.setParent(self)
        for column in range(4):
            grid.setColumnStretch(column, 0)
        for row in range(2):
            grid.setRowStretch(row, 0)
        if not filled:
            grid.addWidget(self._empty, 0, 0)
            grid.setRowStretch(0, 1)
        elif folded:
            grid.addWidget(self._left, 0, 0)
            grid.addWidget(self._words, 1, 0)
            grid.addWidget(self.canvas, 0, 1, 2, 1)
            grid.addWidget(self.fold, 0, 2, 2, 1)
            grid.setColumnStretch(1, 1)
        else:
            grid.addWidget(self._left, 0, 0)
            grid.addWidget(self._words, 0, 1)
            grid.addWidget(self._right, 0, 2)
            grid.addWidget(self.fold, 0, 3)
            grid.addWidget(self.canvas, 1, 0, 1, 4)
            grid.setColumnStretch(1, 1)
            grid.setRowStretch(1, 1)
        shown = (filled, filled, filled and not folded, filled, filled, not filled)
        for widget, seen in zip(parts, shown, strict=True):
            widget.setVisible(seen)
        self.speed.setVisible(not folded)
        self._turn_fold()
        self._fit_words()

    def _turn_fold(self) -> None:
        name = tr("Unfold the timeline") if self._folded else tr("Fold the timeline")
        self.fold.setAccessibleName(name)
        self.fold.setToolTip(tip(f"{name} ({shortcut_text(FOLD_KEYS)})"))
        self.fold.set_drawing("unfold" if self._folded else "fold")

    def _fit_words(self) -> None:
        """In the strip the readout has a column of its own."""
        words = tr("All dates, {period}", period=when_in_words(WIDEST))
        widest = round(self.fontMetrics().horizontalAdvance(words) * SLACK) if self._folded else 0
        self._grid.setColumnMinimumWidth(0, widest)

    def _step_by_hand(self, step: int) -> None:
        self.pause()
        self.step(step)

    def _grow(self) -> None:
        for handle in (self.first, self.last):
            handle.grow(self.canvas.size_of_text)
        self._fit_words()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._grow()


def _hidden_in_words(facts: int, features: int) -> str:
    """What dates and filters leave out, of which there is something."""
    counts = [tr_count(facts, "{count} fact", "{count} facts")] if facts else []
    if features:
        counts.append(tr_count(features, "{count} feature", "{count} features"))
    return (
        tr("{one} and {other} hidden", one=counts[0], other=counts[1])
        if len(counts) > 1
        else tr("{what} hidden", what=counts[0])
    )


def _row(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return holder


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
    if mark.kind == "layer":
        return True
    return scene.catalog.features[mark.id].precision not in scene.precisions_hidden


def _ringed(scene: Scene) -> frozenset[tuple[str, str]]:
    """The selected fact or feature, and the features that the selection lights up."""
    ringed = {("feature", id) for id in scene.highlighted}
    if scene.selected is not None and scene.selected.fact is not None:
        ringed.add(("fact", scene.selected.fact))
    return frozenset(ringed)
