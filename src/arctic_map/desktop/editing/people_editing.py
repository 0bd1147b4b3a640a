"""People of the atlas: made, changed and deleted, from their list or where a fact says who speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from arctic_map.content.people import PEOPLE, named
from arctic_map.desktop.editing.person_form import PersonForm
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.desktop.editing.rows_dialog import RowsDialog
from arctic_map.model.person import Person
from arctic_map.model.tr import tr

if TYPE_CHECKING:
    from arctic_map.content.edits import Edit
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store


class PeopleEditing(RowEditing[PersonForm]):
    named = Signal(str)
    """The name of somebody who was kept and was asked for by a fact."""

    def __init__(self, store: Store, draft: Draft, window: Window, show: Callable[[str], None]) -> None:
        """`show` lists the facts of a person by id."""
        super().__init__(store, draft, window)
        self._show = show
        self._offered: Person | None = None
        """Whom a fact asks for."""
        self._is_offered = False
        """Whether the form is theirs."""
        self.kept.connect(self._name)

    def rows(self) -> Sequence[tuple[str, str]]:
        return [
            (person.id, f"{person.name}, {person.role}" if person.role else person.name)
            for person in self._store.catalog.people
        ]

    def name_of(self, id: str) -> str:
        person = self._store.catalog.person.get(id)
        return person.name if person else id

    def make_dialog(self) -> RowsDialog:
        return RowsDialog(
            tr("People of the atlas"),
            tr("Nobody is named yet. People are found under any of their names, with the facts they are in."),
            tr("&Add a person…"),
            tr("&Show the facts"),
            self._window,
            ordered=False,
        )

    def make_form(self, id: str) -> PersonForm:
        self._is_offered = self._offered is not None
        person = self._offered or self._store.catalog.person.get(id)
        return PersonForm(person, self._store.catalog, self._window)

    def offer(self, name: str, fact: str) -> None:
        """A form for whoever is called so, new or known, who speaks in a fact; empty for a new fact."""
        known = named(self._store.catalog.people, name)
        person = known or Person(id="", name=" ".join(name.split()))
        if fact and fact not in person.facts:
            person = replace(person, facts=(*person.facts, fact))
        self._offered = person
        try:
            self.open_form(person.id)
        finally:
            self._offered = None

    def _name(self, name: str) -> None:
        if self._is_offered:
            self.named.emit(name)

    def lacks(self, form: PersonForm) -> Sequence[tuple[str, str]]:
        return () if form.person.name else [("name", tr("Give the person a name"))]

    def keeping(self, form: PersonForm) -> tuple[str, Edit]:
        return form.person.name, PEOPLE.keep(form.person)

    def removing(self, id: str) -> Edit:
        return PEOPLE.remove(id)

    def show_row(self, id: str) -> None:
        self._show(id)
