"""Tab leads through every form of an atlas of one's own: to each control once, in reading order, and seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from tests.desktop.driver import Driver, until
from tests.desktop.every_form import FORMS

from arctic_map.desktop.editing.entry_form import EntryForm
from arctic_map.desktop.editing.fact_form import FactForm
from arctic_map.desktop.editing.new_atlas import NewAtlasDialog
from arctic_map.model.article_copy import Candidate, PlaceClass, Proposal, Sort

pytestmark = pytest.mark.desktop
MAX_STEPS = 80
ROW = 6
"""Pixels by which the tops of controls of one row differ at most."""


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest, driver: Driver) -> Iterator[EntryForm]:
    name: str = request.param
    form = FORMS[name](driver.atlas)
    yield shown(form)
    form.put_away()


def shown(form: EntryForm) -> EntryForm:
    form.delete_button.show()
    form.move_next_to_window()
    until(form.isActiveWindow, "the form is there")
    return form


def controls(form: QWidget) -> set[QWidget]:
    """All that can have the keyboard."""
    found = set()
    for each in form.findChildren(QWidget):
        expected = (
            each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(form) and each.isEnabled()
        )
        # What a box lists when it is open is a window of its own.
        if expected and each.window() is form and each.focusProxy() is None:
            found.add(each)
    return {each for each in found if each.parentWidget() not in found}


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or getattr(widget, "text", lambda: "")() or type(widget).__name__


def way(form: QWidget) -> list[QWidget]:
    """What has the keyboard from the first control on, until it comes round."""
    found: list[QWidget] = []
    for _ in range(MAX_STEPS):
        at = form.focusWidget()
        assert at is not None
        if at in found:
            assert at is found[0], f"{name_of(at)} comes a second time before the first one does"
            return found
        found.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        QApplication.processEvents()
    raise AssertionError(f"Tab never comes round: {[name_of(each) for each in found]}")


def place_of(widget: QWidget, form: QWidget) -> tuple[int, int]:
    """Top and left within the form, as if nothing were scrolled away."""
    area = next((each for each in form.findChildren(QScrollArea) if each.isAncestorOf(widget)), None)
    corner = widget.mapTo((area.widget() if area else None) or form, QPoint(0, 0))
    return corner.y() + (0 if area else 10**6), corner.x()


def in_order(found: list[QWidget], form: QWidget) -> list[QWidget]:
    """Row by row, each from the left."""
    return sorted(found, key=lambda each: (round(place_of(each, form)[0] / ROW), place_of(each, form)[1]))


def names(widgets: list[QWidget]) -> list[str]:
    return [name_of(each) for each in widgets]


def test_tab_comes_to_every_control_of_a_form_once_in_the_order_of_reading(form: EntryForm) -> None:
    first = in_order(list(controls(form)), form)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    went = way(form)
    assert set(names(went)) == set(names(list(controls(form))))
    assert names(went) == names(in_order(went, form))


def test_what_has_the_keyboard_is_seen(form: EntryForm) -> None:
    first, *others = in_order(list(controls(form)), form)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    before = {each: each.grab().toImage() for each in others}
    QTest.keyClick(first, Qt.Key.Key_Tab)
    before[first] = first.grab().toImage()
    for _ in before:
        QApplication.processEvents()
        at = form.focusWidget()
        assert at.grab().toImage() != before[at], f"{name_of(at)} looks the same without the keyboard"
        seen = at.visibleRegion().boundingRect().height()
        assert seen >= min(at.height(), form.fontMetrics().height()), f"{name_of(at)} is scrolled away"
        QTest.keyClick(at, Qt.Key.Key_Tab)


def test_tab_comes_to_proposals_and_to_what_puts_a_place_on_the_map(driver: Driver) -> None:
    there = Candidate("Vardø", 31.1, 70.37, "gazetteer", PlaceClass.TOWN)
    vardo = Proposal(Sort.PLACE, "Vardø", 0, 5, 1, 1, candidates=(there,))
    figure = Proposal(Sort.FIGURE, "90 km", 6, 11, 1, 1, value=90.0, unit="km")
    form = FactForm(None, driver.atlas.store.catalog, driver.atlas.window, proposals=(vardo, figure))
    shown(form)
    form.accept_proposal(vardo)
    QApplication.processEvents()
    form.proposals[0].setFocus(Qt.FocusReason.TabFocusReason)
    went = way(form)
    assert names(went)[:3] == [*(name_of(each) for each in form.proposals), "Own words"]
    put = next(each for each in went if isinstance(each, QPushButton) and each in form.put_buttons)
    assert went[went.index(put) - 1] is form.features
    assert names(went) == names(in_order(went, form))
    requested: list[Proposal] = []
    form.place_requested.connect(requested.append)
    QTest.keyClick(put, Qt.Key.Key_Space)
    assert requested == [vardo]
    form.put_away()


def test_tab_comes_to_every_field_of_a_new_atlas(driver: Driver) -> None:
    dialog = NewAtlasDialog(driver.atlas.window)
    dialog.fields["title"].setText("Ships in ice")
    dialog.text.setPlainText("Two ships went through the ice. They were late.")
    dialog.show()
    until(dialog.isActiveWindow, "the dialog is there")
    dialog.fields["title"].setFocus(Qt.FocusReason.TabFocusReason)
    went = way(dialog)
    assert set(went) == controls(dialog)
    assert names(went) == names(in_order(went, dialog))
    dialog.close()
