"""A row of the ledger: the figure under test, by what it is tested, and what comes out, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from arctic_map.content.charts import ref_in_words, ref_of
from arctic_map.content.ledger import LEDGER
from arctic_map.desktop.editing.checked_list import CheckedList
from arctic_map.desktop.editing.choice import Choice
from arctic_map.desktop.editing.entry_form import EntryForm, hint
from arctic_map.model.outline import OutlineKind
from arctic_map.model.reckoning import MEASURED, PAIRS, PER_CENT, Reckoning, Way
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.scene.figures import figure_of, figures_told
from arctic_map.scene.ledger.groups import MINUS
from arctic_map.scene.ledger.reckonings import computed, value_of
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog

LONGEST = 400
SHAPES = {
    "LineString": OutlineKind.LINE,
    "MultiLineString": OutlineKind.LINE,
    "Polygon": OutlineKind.AREA,
    "MultiPolygon": OutlineKind.AREA,
}
MEASURES = {Way.LENGTH: OutlineKind.LINE, Way.AREA: OutlineKind.AREA}
WAYS = {
    Way.LENGTH: tr_later("the length of a line on the map"),
    Way.AREA: tr_later("the area of a zone on the map"),
    Way.SUM: tr_later("another figure, or the sum of several"),
    Way.DIFFERENCE: tr_later("the first of two figures less the second"),
    Way.SHARE: tr_later("the share of one figure in another, %"),
    Way.CHANGE: tr_later("the change from one figure to another, %"),
    Way.DECREASE: tr_later("the decrease from one figure to another, %"),
    Way.BEFORE: tr_later("the first figure before it grew by the second, %"),
}


class LedgerForm(EntryForm):
    def __init__(self, row: Reckoning | None, catalog: Catalog, parent: QWidget, stated: str = "") -> None:
        """`row` is one that there is; `stated` the figure that a new one tests, as `T5.1`."""
        super().__init__(tr("A row of the ledger"), parent)
        self._id, self._how, self._catalog = row.id if row else "", row.how if row else "", catalog
        told = figures_told(catalog)
        self.stated = Choice(tr("No fact states it; only the result is told"))
        self.stated.offer(told)
        self.way = QComboBox()
        for way, words in WAYS.items():
            self.way.addItem(tr(words), way)
        self.feature = Choice(tr("Choose…"))
        self.first, self.second = Choice(tr("Choose…")), Choice(tr("Choose…"))
        for box in (self.first, self.second):
            box.offer(told)
        self.figures = CheckedList(told, [ref_in_words(each) for each in row.of] if row else ())
        self.unit = QComboBox()
        self.unit.setEditable(True)
        self.what, self.group, self.why = QLineEdit(), QLineEdit(), QLineEdit()
        for line in (self.what, self.group, self.why):
            line.setMaxLength(LONGEST)
        self.outcome = hint()
        self.outcome.setForegroundRole(self.foregroundRole())
        self._arrange()
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
        """As the form says it now."""
        way = Way(self.way.currentData())
        if way in MEASURED:
            of: tuple[str, ...] = ()
        elif way in PAIRS:
            of = tuple(box.chosen for box in (self.first, self.second) if box.chosen)
        else:
            of = self.figures.checked
        return Reckoning(
            id=self._id,
            what=sanitized(self.what.text(), LONGEST).strip(),
            unit=self.unit.currentText().strip(),
            way=way,
            of=tuple(map(ref_of, of)),
            feature=self.feature.chosen if way in MEASURED else "",
            stated=ref_of(self.stated.chosen) if self.stated.chosen else None,
            group=sanitized(self.group.text(), LONGEST).strip(),
            how=self._how,
            why=sanitized(self.why.text(), LONGEST).strip(),
        )

    @property
    def mismatch(self) -> str:
        """Why the stated figure cannot be held against what comes out; empty when it can."""
        row = self.row
        stated = figure_of(self._catalog, row.stated) if row.stated else None
        if stated is None or not row.unit or stated.unit == row.unit:
            return ""
        return tr(
            "The figure is in {unit}, and what comes out in {other}: they cannot be compared.",
            unit=stated.unit,
            other=row.unit,
        )

    def _arrange(self) -> None:
        self.add("stated", tr("&Figure"), self.stated, tr("The figure of a fact that is put to the test"))
        self.add("way", tr("&Tested by"), self.way)
        self.add("feature", tr("On the &map"), self.feature, tr("The line or zone that is measured"))
        self.add("first", tr("F&irst figure"), self.first)
        self.add("second", tr("S&econd figure"), self.second)
        self.add("figures", tr("Fig&ures"), self.figures)
        self.add("unit", tr("U&nit"), self.unit, tr("Of the stated figure and of what comes out"))
        self.rows.addRow(self.outcome)
        self.add("what", tr("&What"), self.what, tr("What is tested, in a few words, as the ledger lists it"))
        self.add("group", tr("&Group"), self.group, tr("A heading that it shares with other rows"))
        self.add("why", tr("Wh&y"), self.why, tr("Why the two may differ"))

    def _show(self, row: Reckoning) -> None:
        self.stated.choose(ref_in_words(row.stated) if row.stated else "")
        self.way.setCurrentIndex(self.way.findData(row.way))
        self._follow_way()
        self.feature.choose(row.feature)
        if row.way in PAIRS:
            self.first.choose(ref_in_words(row.of[0]))
            self.second.choose(ref_in_words(row.of[1]))
        self.unit.setCurrentText(row.unit)
        for line, text in ((self.what, row.what), (self.group, row.group), (self.why, row.why)):
            line.setText(text)

    def _follow_way(self) -> None:
        """Ask for what this way takes, and for nothing else."""
        way = Way(self.way.currentData())
        self.show_field("feature", way in MEASURED)
        for name in ("first", "second"):
            self.show_field(name, way in PAIRS)
        self.show_field("figures", way is Way.SUM)
        if way in MEASURED:
            self.feature.offer(
                (feature.id, feature.name)
                for layer in self._catalog.layers
                for feature in layer.features
                if not layer.file and SHAPES.get(feature.geometry.get("type", "")) is MEASURES[way]
            )
        self._offer_units(way)
        self._follow()

    def _offer_units(self, way: Way) -> None:
        """Of what can come out; of figures it is the one that they have."""
        before = self.unit.currentText()
        self.unit.clear()
        self.unit.addItems([*MEASURED[way]] if way in MEASURED else ["%"] if way in PER_CENT else [])
        stated = figure_of(self._catalog, ref_of(self.stated.chosen)) if self.stated.chosen else None
        offered = [self.unit.itemText(number) for number in range(self.unit.count())]
        wanted = stated.unit if stated else before
        if not offered or wanted in offered:
            self.unit.setCurrentText(wanted)

    def _follow(self) -> None:
        """What comes out, as far as all is there that it takes."""
        row = self.row
        lacking = {field for field, _ in LEDGER.problems(row)} - {"what"}
        if lacking or (row.way in MEASURED and row.unit not in MEASURED[row.way]):
            self.outcome.setText(tr("What comes out is shown here as soon as all is chosen that it takes."))
            return
        if why := self.mismatch:
            self.outcome.setText(why)
            return
        value = computed(self._catalog, row)
        if value is None:
            self.outcome.setText(tr("Nothing comes out: it would have to be divided by nought."))
            return
        said = tr("Computed: {value} {unit}.", value=_number(value), unit=row.unit)
        if row.stated is None:
            self.outcome.setText(said)
            return
        stated = value_of(self._catalog, row.stated)
        differs = (
            tr("It differs by {percent} %.", percent=_signed(100.0 * (value - stated) / stated))
            if stated and row.unit != "%"
            else tr("It differs by {number}.", number=_signed(value - stated))
        )
        before = tr("Stated: {value} {unit}.", value=_number(stated), unit=row.unit)
        self.outcome.setText(f"{before} {said} {differs}")


def _signed(value: float) -> str:
    return digits(f"{value:+,.1f}".replace("-", MINUS))


def _number(value: float) -> str:
    return digits(f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}")
