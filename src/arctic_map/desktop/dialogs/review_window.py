"""The review: open questions on the atlas, each linked to its fact or sentence."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.desktop.widgets import tones
from arctic_map.desktop.widgets.widget_text import tip
from arctic_map.model.tr import tr, tr_count
from arctic_map.scene.editorial_review import GAPS, Gap, Remark

USUAL = QSize(760, 420)
WIDTHS = (64, 230)
"""Widths of all columns except the last, px."""


class ReviewWindow(QDialog):
    """Non-modal window with a table of remarks."""

    fact_requested = Signal(str)
    sentence_requested = Signal(str)
    """Emitted with a sentence of the user's copy, exactly as in the text."""
    mending_requested = Signal(object)
    """Emitted with the clicked Remark, after its fact or sentence was requested."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Review"))
        self._remarks: tuple[Remark, ...] = ()
        self._text = ""
        self.summary = words("", quiet=True)
        self.table = QTreeWidget()
        self.table.setAccessibleName(tr("Results of the review"))
        self.table.setHeaderLabels([tr("Fact"), tr("What is missing"), tr("About")])
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAlternatingRowColors(True)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.itemClicked.connect(self._go)
        # Also on Return and Enter.
        self.table.itemActivated.connect(self._go)
        copy = QAction(tr("Copy"), self.table)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy)
        self.table.addAction(copy)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        empty = words(tr("Nothing is missing: every claim has a passage, a place, a date and a test."))
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(empty)
        self._stack.addWidget(self.table)
        whole = QVBoxLayout(self)
        whole.addWidget(self.summary)
        whole.addLayout(self._stack, 1)
        tones.tint_quiet_words(self)

    def show_remarks(self, remarks: Iterable[Remark], text: str = "") -> None:
        """List remarks; without `text`, the copy of the article, sentences are not reviewed."""
        self._remarks, self._text = tuple(remarks), text
        self.table.clear()
        for remark in self._remarks:
            row = QTreeWidgetItem(self.table, [remark.fact, tr(GAPS[remark.gap]), remark.about])
            row.setToolTip(2, tip(remark.about))
        self._stack.setCurrentIndex(1 if self._remarks else 0)
        count = len(self._remarks)
        questions = tr_count(count, "One question.", "{count} questions.")
        rest = (
            tr("Click a line to go to its subject.")
            if text
            else tr("Open your copy of the article to find sentences without a fact, too.")
        )
        self.summary.setText(f"{questions} {rest}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            tones.tint_quiet_words(self)

    def sizeHint(self) -> QSize:
        return USUAL

    def _go(self, row: QTreeWidgetItem) -> None:
        remark = self._remarks[self.table.indexOfTopLevelItem(row)]
        if remark.fact:
            self.fact_requested.emit(remark.fact)
        elif remark.gap is Gap.FACT:
            self.sentence_requested.emit(self._text[remark.start : remark.end])
        self.mending_requested.emit(remark)

    def _copy(self) -> None:
        rows = sorted(self.table.indexOfTopLevelItem(item) for item in self.table.selectedItems())
        chosen = (self._remarks[row] for row in rows)
        lines = ("\t".join((each.fact, tr(GAPS[each.gap]), each.about)) for each in chosen)
        QGuiApplication.clipboard().setText("\n".join(lines))
