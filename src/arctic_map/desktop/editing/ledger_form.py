"""Ledger rows: figures of facts tested against the map or other figures, with a live result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from arctic_map.content.charts import ref_in_words, ref_of
from arctic_map.content.ledger import LEDGER
from arctic_map.desktop.editing.entry_form import EntryForm, hint, words_in
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.model.outline import OutlineKind
from arctic_map.model.reckoning import MEASURED, PAIRS, PER_CENT, Operation, Reckoning
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.scene.ledger.reckonings import computed, value_of
from arctic_map.scene.reading import figure_choices, figure_of
from arctic_map.scene.words.figures import printed

if TYPE_CHECKING:
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.catalog import Catalog

MAX_TEXT_LENGTH = 400
SHAPES = {
    "LineString": OutlineKind.LINE,
    "MultiLineString": OutlineKind.LINE,
    "Polygon": OutlineKind.AREA,
    "MultiPolygon": OutlineKind.AREA,
}
MEASURES = {Operation.LENGTH: OutlineKind.LINE, Operation.AREA: OutlineKind.AREA}
WAYS = {
    Operation.LENGTH: tr_later("the length of a line on the map"),
    Operation.AREA: tr_later("the area of a zone on the map"),
    Operation.SUM: tr_later("another figure, or the sum of several"),
    Operation.DIFFERENCE: tr_later("the difference between two figures"),
    Operation.SHARE: tr_later("the share of one figure in another, %"),
    Operation.CHANGE: tr_later("the change from one figure to another, %"),
    Operation.DECREASE: tr_later("the decrease from one figure to another, %"),
    Operation.BEFORE: tr_later("the first figure before growth by the second, %"),
}


class LedgerForm(EntryForm):
    """Form for a test: the stated figure, the method, and the result."""

    def __init__(self, row: Reckoning | None, catalog: Catalog, parent: QWidget, stated: str = "") -> None:
        """`row` is an existing row; `stated` is the figure that a new one tests, such as `T5.1`."""
        super().__init__(tr("Ledger row"), parent)
        self._id, self._how, self._catalog = row.id if row else "", row.how if row else "", catalog
        self._arrange(row)
        if row:
            self._show(row)
        elif stated:
            self.stated.choose(stated)
        self._follow_way()
        self._follow()
        self.way.currentIndexChanged.connect(self._follow_way)
        for box in (self.stated, self.feature, self.first, self.second):
            box.currentIndexChanged.connect(self._follow)
        self.unit.editTextChanged.connect(self._follow)
        self.figures.itemChanged.connect(self._follow)
        self.delete_button.setVisible(bool(self._id))
        self.stated.setFocus()

    @property
    def row(self) -> Reckoning:
        """The row as entered."""
        way = Operation(self.way.currentData())
        if way in MEASURED:
            of: tuple[str, ...] = ()
        elif way in PAIRS:
            of = tuple(box.chosen for box in (self.first, self.second) if box.chosen)
        else:
            of = self.figures.checked
        return Reckoning(
            id=self._id,
            what=words_in(self.what),
            unit=self.unit.currentText().strip(),
            way=way,
            of=tuple(map(ref_of, of)),
            feature=self.feature.chosen if way in MEASURED else "",
            stated=ref_of(self.stated.chosen) if self.stated.chosen else None,
            group=words_in(self.group),
            how=self._how,
            why=words_in(self.why),
        )

    @property
    def mismatch(self) -> str:
        """Why the stated figure and the result cannot be compared; empty if they can."""
        row = self.row
        stated = figure_of(self._catalog, row.stated) if row.stated else None
        if stated is None or not row.unit or stated.unit == row.unit:
            return ""
        return tr(
            "The figure is in {unit} and the result in {other}. They cannot be compared.",
            unit=stated.unit,
            other=row.unit,
        )

    def _arrange(self, row: Reckoning | None) -> None:
        choices = figure_choices(self._catalog)
        figures = [ref_in_words(each) for each in row.of] if row else []
        tip = tr("The figure of a fact to test")
        nothing = tr("No fact states it; show only the result")
        self.stated = self.add_choice("stated", tr("&Figure"), choices, "", tip, nothing=nothing)
        self.way = QComboBox()
        for way, words in WAYS.items():
            self.way.addItem(tr(words), way)
        self.add("way", tr("&Tested by"), self.way)
        tip = tr("The line or zone that is measured")
        self.feature = self.add_choice("feature", tr("On the &map"), (), "", tip)
        self.first = self.add_choice("first", tr("F&irst figure"), choices, "")
        self.second = self.add_choice("second", tr("S&econd figure"), choices, "")
        self.figures = self.add_checks("figures", tr("Fig&ures"), choices, figures)
        self.unit = QComboBox()
        self.unit.setEditable(True)
        self.add("unit", tr("U&nit"), self.unit, tr("Unit of the stated figure and of the result"))
        self.outcome = hint()
        self.outcome.setForegroundRole(self.foregroundRole())
        self.rows.addRow(self.outcome)
        tip = tr("What is tested, in a few words, as the ledger lists it")
        self.what = self.add_line("what", tr("&What"), row.what if row else "", tip, longest=MAX_TEXT_LENGTH)
        tip = tr("Heading shared with other rows")
        self.group = self.add_line(
            "group", tr("&Group"), row.group if row else "", tip, longest=MAX_TEXT_LENGTH
        )
        tip = tr("Why the two may differ")
        self.why = self.add_line("why", tr("Wh&y"), row.why if row else "", tip, longest=MAX_TEXT_LENGTH)

    def _show(self, row: Reckoning) -> None:
        self.stated.choose(ref_in_words(row.stated) if row.stated else "")
        self.way.setCurrentIndex(self.way.findData(row.way))
        self._follow_way()
        self.feature.choose(row.feature)
        if row.way in PAIRS:
            self.first.choose(ref_in_words(row.of[0]))
            self.second.choose(ref_in_words(row.of[1]))
        self.unit.setCurrentText(row.unit)

    def _follow_way(self) -> None:
        """Show only the fields that the method needs."""
        way = Operation(self.way.currentData())
        self.show_field("feature", way in MEASURED)
        for name in ("first", "second"):
            self.show_field(name, way in PAIRS)
        self.show_field("figures", way is Operation.SUM)
        if way in MEASURED:
            self.feature.offer(
                (feature.id, feature.name)
                for layer in self._catalog.layers
                for feature in layer.features
                if not layer.file and SHAPES.get(feature.geometry.get("type", "")) is MEASURES[way]
            )
        self._offer_units(way)
        self._follow()

    def _offer_units(self, way: Operation) -> None:
        before = self.unit.currentText()
        self.unit.clear()
        self.unit.addItems([*MEASURED[way]] if way in MEASURED else ["%"] if way in PER_CENT else [])
        stated = figure_of(self._catalog, ref_of(self.stated.chosen)) if self.stated.chosen else None
        offered = [self.unit.itemText(number) for number in range(self.unit.count())]
        selected = stated.unit if stated else before
        if not offered or selected in offered:
            self.unit.setCurrentText(selected)

    def _follow(self) -> None:
        """Show the result if the form is complete."""
        row = self.row
        lacking = {field for field, _ in LEDGER.problems(row)} - {"what"}
        if lacking or (row.way in MEASURED and row.unit not in MEASURED[row.way]):
            self.outcome.setText(tr("Fill in the form to see the result here."))
            return
        if why := self.mismatch:
            self.outcome.setText(why)
            return
        value = computed(self._catalog, row)
        if value is None:
            self.outcome.setText(tr("Cannot compute this value: division by zero."))
            return
        result = tr("Computed: {value} {unit}.", value=_number(value), unit=row.unit)
        if row.stated is None:
            self.outcome.setText(result)
            return
        stated = value_of(self._catalog, row.stated)
        differs = (
            tr("It differs by {percent} %.", percent=_signed(100.0 * (value - stated) / stated))
            if stated and row.unit != "%"
            else tr("It differs by {number}.", number=_signed(value - stated))
        )
        before = tr("Stated: {value} {unit}.", value=_number(stated), unit=row.unit)
        self.outcome.setText(f"{before} {result} {differs}")


class LedgerEditing(RowEditing[Reckoning, LedgerForm]):
    """The list of ledger rows and the form of each."""

    editor = LEDGER
    title = tr_later("Ledger rows")
    empty = tr_later(
        "No figures are tested yet. A test compares a figure of a fact with the map or with other figures."
    )
    add_words = tr_later("&Test a figure…")
    show_words = tr_later("&Show in the ledger")

    def __init__(self, store: Store, draft: Draft, window: Window, show: Callable[[], None]) -> None:
        """`show` opens the ledger panel."""
        super().__init__(store, draft, window)
        self._show = show

    def entries(self) -> Sequence[Reckoning]:
        return self._store.catalog.ledger

    def listed(self, number: int, noun: Reckoning) -> str:
        return f"{noun.group}: {noun.what}" if noun.group else noun.what

    def make_form(self, id: str) -> LedgerForm:
        return LedgerForm(self.noun(id), self._store.catalog, self._window, self._selected_figure())

    def noun_in(self, form: LedgerForm) -> Reckoning:
        return form.row

    def lacks(self, form: LedgerForm) -> Sequence[tuple[str, str]]:
        """What is missing, or why the units do not match."""
        return super().lacks(form) or ([("stated", form.mismatch)] if form.mismatch else [])

    def show_row(self, id: str) -> None:
        """Open the ledger."""
        self._show()

    def _selected_figure(self) -> str:
        """The first figure of the selected fact, such as `T5.1`; empty if there is none."""
        selected = self._store.scene.selected
        fact = self._store.catalog.fact.get((selected.fact if selected else "") or "")
        return f"{fact.id}.1" if fact and fact.figures else ""


def _signed(value: float) -> str:
    return printed(f"{value:+,.1f}")


def _number(value: float) -> str:
    return digits(f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}")
