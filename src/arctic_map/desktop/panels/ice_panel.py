"""The ice panel: the month shown on the map, and the year of one sea as a chart."""

from PySide6.QtCore import QByteArray, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QSlider, QSpinBox, QVBoxLayout, QWidget

from arctic_map.desktop.widgets.buttons import LetterBox, PlayButton, small_button
from arctic_map.desktop.widgets.flow_layout import FlowLayout
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.export.chart_svg import ice_picture
from arctic_map.model.reckoning import EXTREMES, MONTHS
from arctic_map.model.style import Look
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.scene import Scene
from arctic_map.scene.sea_ice import FIRST, LAST, SEAS, IceChart, ice_chart, month_in_words
from arctic_map.scene.sound import ice_tones

MONTH_MS = 900
"""Delay between months when the year is played."""
MIN_WIDTH = 250
"""Minimum width for twelve months, px."""
NEXT, PREVIOUS, PLAY, BOTH = "Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+Shift+Space", "Ctrl+Shift+Backspace"
CHOOSE = "Return", "Enter", "Space"
"""Keys that choose the month at which the slider stands."""
MEDIAN = tr_later(
    "Median ice edge of 1981-2010, generalised: half of these years had more ice. It is never today's ice."
)
NOTHING = tr_later("This atlas has no sea with a record of its ice.")


class IcePanel(QWidget):
    """Panel that requests a month or a sea, and shows those of the scene."""

    month_requested = Signal(object)
    """Emitted with 1 to 12, or None for September and March."""
    feature_requested = Signal(str)
    """Emitted with the id of a sea."""
    export_requested = Signal(object)
    tones_requested = Signal(object)
    """Emitted with the Tones to play."""
    playing_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Ice"))
        self._scene: Scene | None = None
        self._requested: int | None = None
        self._build()

    @property
    def playing(self) -> bool:
        """Whether the year is playing."""
        return self.player.playing

    def show_scene(self, scene: Scene) -> None:
        """Show the month of the scene, and follow a selected sea; a month set elsewhere stops playing."""
        before, self._scene = self._scene, scene
        if self.playing and scene.month != self._requested:
            self.pause()
        with QSignalBlocker(self.slider):
            self.slider.setValue(scene.month or EXTREMES[1])
        if self._words.text() != (text := month_in_words(scene.month)):
            self._words.setText(text)
            self._steps.measure_again()
        self.slider.setAccessibleDescription(month_in_words(scene.month))
        self.both.setEnabled(scene.month is not None)
        if before is None or before.catalog is not scene.catalog:
            self._list(scene)
        self._follow(scene)
        if self.isVisible():
            self._draw()

    def play_or_pause(self) -> None:
        """Start or stop playing the months in a loop; choosing a month stops it too."""
        self.player.play_or_pause()

    def pause(self) -> None:
        """Stop playing."""
        self.player.pause()

    def step(self, step: int) -> None:
        """Request the next or previous month, wrapping around the year."""
        now = self._scene.month if self._scene else None
        self._request((now - 1 + step) % MONTHS + 1 if now else (1 if step > 0 else MONTHS))

    def step_by_hand(self, step: int) -> None:
        """Stop playing and request the next or previous month."""
        self.pause()
        self.step(step)

    def export_chart(self) -> None:
        """Request an export of the visible chart; does nothing without a sea."""
        if self.chart.chart is not None:
            self.export_requested.emit(self.chart.chart)

    def play_chart(self) -> None:
        """Request tones for the visible chart; does nothing without a sea."""
        if self.chart.chart is not None:
            self.tones_requested.emit(ice_tones(self.chart.chart))

    def _request(self, month: int | None) -> None:
        self._requested = month
        self.month_requested.emit(month)

    def _by_hand(self, month: int | None) -> None:
        self.pause()
        self._request(month)

    def _choose(self) -> None:
        """Request the month of the slider, which stands at September while both extremes are shown."""
        self._by_hand(self.slider.value())

    def _build(self) -> None:
        self.back = small_button("previous", tr("Previous month"), PREVIOUS, lambda: self.step_by_hand(-1))
        self.player = PlayButton(tr("Play the year"), PLAY, MONTH_MS)
        self.player.step_requested.connect(lambda: self.step(1))
        self.player.playing_changed.connect(self.playing_changed)
        self.forth = small_button("next", tr("Next month"), NEXT, lambda: self.step_by_hand(1))
        self.slider = self._slider()
        self._words = QLabel()
        font = self._words.font()
        font.setBold(True)
        self._words.setFont(font)
        self.both = small_button("", tr("September and March"), BOTH, lambda: self._by_hand(None))
        self.both.setText(tr("Both extremes"))
        self._median = QLabel(tr(MEDIAN))
        self._median.setWordWrap(True)
        self.sea = LetterBox()
        self.sea.setAccessibleName(tr("Sea"))
        self.sea.setToolTip(tip(tr("You can also click a sea on the map")))
        self.sea.currentIndexChanged.connect(lambda _: self._draw())
        self.sea.activated.connect(lambda _: self.feature_requested.emit(self.sea.currentData()[0]))
        self.year = QSpinBox()
        self.year.setRange(FIRST, LAST)
        self.year.setValue(LAST)
        self.year.setAccessibleName(tr("Year to compare with the means"))
        self.year.setToolTip(
            tip(tr("The dotted line: any year from {first} to {last}", first=FIRST, last=LAST))
        )
        self.year.valueChanged.connect(lambda _: self._draw())
        self.chart = IceChartView()
        self.export = small_button("", tr("Export the chart"), "", self.export_chart)
        self.export.setText(tr("Export…"))
        self._empty = QLabel(tr(NOTHING))
        self._empty.setWordWrap(True)
        self.sound = small_button(
            "", tr("Higher tones for more ice, one line after another"), "", self.play_chart
        )
        self.sound.setText(tr("Play as sound"))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        self._steps = _flow(self.back, self.player, self.forth, self._words, self.both)
        column.addLayout(self._steps)
        column.addWidget(self.slider)
        column.addWidget(self._median)
        column.addLayout(_flow(self.sea, self.year, self.sound, self.export))
        column.addWidget(self.chart)
        column.addWidget(self._empty)
        column.addStretch(1)
        area = _scrolled(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.setMinimumWidth(inner.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())

    def _slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(1, MONTHS)
        slider.setPageStep(3)
        slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        slider.setTickInterval(1)
        slider.setAccessibleName(tr("Month"))
        slider.valueChanged.connect(self._by_hand)
        slider.sliderReleased.connect(self._choose)
        for key in CHOOSE:
            shortcut = QShortcut(QKeySequence(key), slider, self._choose)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        return slider

    def _list(self, scene: Scene) -> None:
        """List the seas of the atlas that have an ice record; the current one stays if it is among them."""
        before = self.sea.currentData()
        seas = [
            (each.id, each.ice)
            for each in scene.catalog.features.values()
            if each.ice in SEAS and each.ice in scene.catalog.ice.seas
        ]
        with QSignalBlocker(self.sea):
            self.sea.clear()
            for id, sea in seas:
                self.sea.addItem(tr(SEAS[sea]), (id, sea))
            if before in seas:
                self.sea.setCurrentIndex(seas.index(before))
        for widget in (self.sea, self.year, self.sound, self.export, self.chart):
            widget.setVisible(bool(seas))
        self._empty.setVisible(not seas)

    def _follow(self, scene: Scene) -> None:
        """Follow the selected sea, or a sea of the selected fact, unless one of these is current."""
        marked = [at for at in range(self.sea.count()) if self.sea.itemData(at)[0] in scene.highlighted]
        if marked and self.sea.currentIndex() not in marked:
            with QSignalBlocker(self.sea):
                self.sea.setCurrentIndex(marked[0])

    def _draw(self) -> None:
        scene, data = self._scene, self.sea.currentData()
        if scene is not None and data:
            chart = ice_chart(scene.catalog.ice, data[1], scene.month, self.year.value())
            self.chart.show_chart(chart, scene.look)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._draw()


class IceChartView(QWidget):
    """The chart of a sea, redrawn at each width; its text is the accessible description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: IceChart | None = None
        self._look: Look | None = None
        self._renderer: QSvgRenderer | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setMinimumWidth(MIN_WIDTH)

    def show_chart(self, chart: IceChart, look: Look) -> None:
        """Show a chart in these colours."""
        if (chart, look) == (self.chart, self._look):
            return
        self.chart, self._look = chart, look
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.words)
        self._draw()

    def sizeHint(self) -> QSize:
        return QSize(MIN_WIDTH, self.minimumHeight())

    def _draw(self) -> None:
        if self.chart is None or self._look is None:
            return
        drawn = ice_picture(self.chart, self._look, max(self.width(), MIN_WIDTH))
        self._renderer = QSvgRenderer(QByteArray(drawn.svg.encode()))
        self.setFixedHeight(round(drawn.height))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._renderer is not None:
            painter = QPainter(self)
            self._renderer.render(painter)
            painter.end()


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


def _flow(*widgets: QWidget) -> FlowLayout:
    """A row that wraps if the text is large."""
    flow = FlowLayout(gap=4, below=4)
    for widget in widgets:
        flow.addWidget(widget)
    return flow
