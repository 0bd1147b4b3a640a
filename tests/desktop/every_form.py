"""All forms of an atlas of one's own, on the content of whatever window there is."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QAbstractButton, QLabel

from arctic_map.content.places import DrawnPlace
from arctic_map.desktop.editing.chart_form import ChartForm
from arctic_map.desktop.editing.entry_form import EntryForm
from arctic_map.desktop.editing.fact_form import FactForm
from arctic_map.desktop.editing.ledger_form import LedgerForm
from arctic_map.desktop.editing.person_form import PersonForm
from arctic_map.desktop.editing.place_form import PlaceForm
from arctic_map.desktop.editing.topic_form import TopicForm
from arctic_map.desktop.editing.view_forms import StepForm, ViewForm
from arctic_map.desktop.shell.atlas import Atlas
from arctic_map.desktop.shell.commands.keyboard import letter_of
from arctic_map.desktop.widgets.symbol_icons import symbol_icon
from arctic_map.model.outline import OutlineKind
from arctic_map.model.saved_view import NamedView
from arctic_map.scene.map_views import view_here

Make = Callable[[Atlas], EntryForm]
LONG_TEXT = "A longer line of words that somebody wrote for this place"


def fact(atlas: Atlas) -> EntryForm:
    catalog = atlas.store.catalog
    return FactForm(catalog.facts[0], catalog, atlas.window)


def person(atlas: Atlas) -> EntryForm:
    catalog = atlas.store.catalog
    return PersonForm(catalog.people[0], catalog, atlas.window)


def topic(atlas: Atlas) -> EntryForm:
    catalog = atlas.store.catalog
    return TopicForm(catalog.topics[0], catalog, atlas.window)


def place(atlas: Atlas) -> EntryForm:
    known = DrawnPlace(
        id="there", name=LONG_TEXT, geometry={}, layer="+", reason=LONG_TEXT, source="+", note=LONG_TEXT
    )
    form = PlaceForm(
        known, OutlineKind.LINE, atlas.scene, lambda style: symbol_icon(style, atlas.scene.look), atlas.window
    )
    form.show_shape("Line of 2,619 km")
    return form


def ledger(atlas: Atlas) -> EntryForm:
    catalog = atlas.store.catalog
    return LedgerForm(catalog.ledger[0], catalog, atlas.window)


def chart(atlas: Atlas) -> EntryForm:
    return ChartForm(
        atlas.store.catalog.charts[0],
        atlas.scene,
        lambda style: symbol_icon(style, atlas.scene.look),
        atlas.window,
    )


def step(atlas: Atlas) -> EntryForm:
    return StepForm(atlas.store.catalog.tour[0], atlas.scene, atlas.window)


def view(atlas: Atlas) -> EntryForm:
    return ViewForm(NamedView("whole", "The whole route", view_here(atlas.scene)), atlas.scene, atlas.window)


FORMS: dict[str, Make] = {
    "fact": fact,
    "person": person,
    "topic": topic,
    "place": place,
    "ledger": ledger,
    "chart": chart,
    "step": step,
    "view": view,
}


def keys_of(form: EntryForm) -> Iterator[tuple[str, str]]:
    """Letters that lead to a field or press a button with Alt, each with the words it stands in."""
    words = [each.text() for each in form.findChildren(QLabel) if each.buddy()]
    words += [each.text() for each in form.findChildren(QAbstractButton)]
    return ((letter_of(each), each) for each in words if letter_of(each))
