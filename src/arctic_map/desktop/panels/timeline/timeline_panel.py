"""The timeline below the map: dated items on an axis, a range of visible days, and playback."""

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from arctic_map.desktop.panels.timeline.axis import scale_of
from arctic_map.desktop.panels.timeline.canvas import TimelineCanvas
from arctic_map.desktop.panels.timeline.controls import TimelineControls
from arctic_map.desktop.panels.timeline.painting import VisibleMarks
from arctic_map.desktop.panels.timeline.range_handle import RangeHandle, Side
from arctic_map.desktop.widgets.icons import text_scale
from arctic_map.model.catalog import Catalog
from arctic_map.model.tr import tr, tr_count
from arctic_map.scene import playback
from arctic_map.scene.playback import day_after, day_before
from arctic_map.scene.scene import Scene
from arctic_map.scene.timeline import Mark, Range, extent, marks, moments, period_in_words, touches
from arctic_map.scene.words.words import when_in_words


class TimelinePanel(QWidget):
    """Panel of dated facts and features; requests a range of days, a fact or a feature."""

    range_requested = Signal(object)
    """Emitted with a Range, or None for all days."""
    fact_requested = Signal(str)
    layer_requested = Signal(str)
    """Emitted with an opened file to zoom to."""
    feature_requested = Signal(str)
    playing_changed = Signal(bool)
    fold_requested = Signal(bool)
    """Emitted with whether to fold the timeline into a strip."""

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
        self.plays_on = False
        """Whether playback has already changed the range, so that the next change continues that step."""
        self._build()
        self._grow()

    @property
    def playing(self) -> bool:
        """Whether playback is running."""
        return self.controls.player.playing

    def show_scene(self, scene: Scene) -> None:
        """Show range, marks and selection of the scene; a range set elsewhere stops playback."""
        before, self._scene = self._scene, scene
        self.canvas.names = scene.preferences.names
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
        seen = VisibleMarks(scene.when or self._extent, _ringed(scene), palette.halo, palette.halo_rim)
        self.canvas.show_seen(seen)
        self._show_range(scene)

    def play(self) -> None:
        """Move the end of the range from event to event, restarting if all days are visible."""
        if self._extent is not None:
            self.controls.player.play()

    def pause(self) -> None:
        """Stop playback."""
        self.controls.player.pause()

    def play_or_pause(self) -> None:
        """Start or stop playback."""
        self.pause() if self.playing else self.play()

    def step(self, step: int) -> None:
        """Move to the next event, or the previous one (`step` below 0)."""
        if self._extent is not None and self._scene is not None:
            when = playback.stepped(self._scene.when, self._extent, self._stops, step)
            if when != self._scene.when:
                self._request(when)
                self.canvas.reveal((when or self._extent).last)

    def change_speed(self, step: int) -> None:
        """Play faster, or slower for a negative step."""
        speed = self.controls.speed
        speed.setCurrentIndex(min(max(speed.currentIndex() + step, 0), speed.count() - 1))

    def _advance(self) -> None:
        self.step(1)
        if self._scene is None or self._extent is None or playback.at_end(self._scene.when, self._extent):
            self.pause()
        self.plays_on = self.playing

    def _read(self, catalog: Catalog) -> None:
        self._catalog, before = catalog, self._marks
        self._marks = marks(catalog)
        # Each step of a raster changes the content, but not the timeline.
        if self._marks != before:
            self.pause()
        self._extent, self._stops = extent(self._marks), playback.stops(self._marks)
        self._listed = ()
        self.controls.set_filled(self._extent is not None)

    def _list(self, scene: Scene) -> None:
        """Show the marks that no kind or precision filter hides."""
        listed = tuple(mark for mark in self._marks if _is_listed(mark, scene))
        if self._extent is not None and (listed != self._listed or not self._listed):
            self._listed = listed
            self.canvas.show_marks(scene.catalog, listed, scale_of(self._extent, moments(self._marks)))

    def _show_range(self, scene: Scene) -> None:
        assert self._extent is not None
        when = scene.when or self._extent
        self.first.show_edge(when.first, when_in_words(when.first.isoformat()))
        self.last.show_edge(day_after(when.last), when_in_words(when.last.isoformat()))
        # Do not count the ice edges of other months as hidden.
        monthly = {feature.id for feature in scene.catalog.monthly}
        facts, features = len(scene.filtered_out.facts), len(scene.filtered_out.features - monthly)
        period = scene.period or tr("All dates, {period}", period=period_in_words(self._extent))
        hidden = ""
        if facts or features:
            hidden = f" · {_hidden_in_words(facts, features)}"
        self.setAccessibleDescription(tr("Shown: {readout}", readout=period + hidden))
        self.controls.show_readout(period, hidden, all_dates=scene.when is None)

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
        """Select a fact or feature; extend the range first if it is outside."""
        when = self._now()
        if when and self._extent and not touches(mark.span, when):
            # Of an open period, its only end is outside.
            first = min(mark.span.first or mark.span.last or when.first, when.first)
            last = max(mark.span.last or mark.span.first or when.last, when.last)
            self._by_hand(playback.chosen(self._extent, first, last))
        requested = {"fact": self.fact_requested, "layer": self.layer_requested}
        requested.get(mark.kind, self.feature_requested).emit(mark.id)

    def _now(self) -> Range | None:
        return (self._scene.when if self._scene else None) or self._extent

    def _build(self) -> None:
        self.canvas = TimelineCanvas(self)
        self.canvas.mark_requested.connect(self._request_mark)
        self.first = RangeHandle(Side.FIRST, lambda: self.canvas.timeline.axis, self.canvas)
        self.last = RangeHandle(Side.LAST, lambda: self.canvas.timeline.axis, self.canvas)
        self.first.edge_requested.connect(self._request_first)
        self.last.edge_requested.connect(self._request_last)
        self.canvas.axis_changed.connect(self.first.place)
        self.canvas.axis_changed.connect(self.last.place)
        self.controls = TimelineControls(self, self.canvas)
        self.controls.player.step_requested.connect(self._advance)
        self.controls.player.playing_changed.connect(self._on_playing_changed)
        self.controls.step_requested.connect(self._step_by_hand)
        self.controls.all_requested.connect(lambda: self._by_hand(None))
        self.controls.fold_requested.connect(self.fold_requested)
        self.stops: tuple[QWidget, ...] = (*self.controls.buttons, self.first, self.last, self.canvas)
        for one, following in pairwise(self.stops):
            QWidget.setTabOrder(one, following)

    def set_folded(self, folded: bool) -> None:
        """Show a strip of marks, or lanes."""
        self.controls.set_folded(folded)

    def _on_playing_changed(self, playing: bool) -> None:
        self.plays_on = False
        self.playing_changed.emit(playing)

    def _step_by_hand(self, step: int) -> None:
        self.pause()
        self.step(step)

    def _grow(self) -> None:
        for handle in (self.first, self.last):
            handle.grow(text_scale(self.canvas))
        self.controls.fit_words()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._grow()


def _hidden_in_words(facts: int, features: int) -> str:
    """What dates and filters hide; at least one number must not be 0."""
    counts = [tr_count(facts, "{count} fact", "{count} facts")] if facts else []
    if features:
        counts.append(tr_count(features, "{count} feature", "{count} features"))
    return (
        tr("{one} and {other} hidden", one=counts[0], other=counts[1])
        if len(counts) > 1
        else tr("{what} hidden", what=counts[0])
    )


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
    """The selected fact or feature, and the highlighted features."""
    ringed = {("feature", id) for id in scene.highlighted}
    if scene.selected is not None and scene.selected.fact is not None:
        ringed.add(("fact", scene.selected.fact))
    return frozenset(ringed)
