"""Creating, changing and deleting people, from their list or from the form of a fact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from arctic_map.content import people
from arctic_map.desktop.editing.entry_form import EntryForm, words_in
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.model.fact import Person
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.reading import fact_choices

if TYPE_CHECKING:
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.catalog import Catalog
    from arctic_map.scene.scene import Scene

MAX_TEXT_LENGTH = 200
RUSSIAN, CHINESE = "ru", "zh"


class PersonForm(EntryForm):
    """Form for name, office, names in other scripts, and the facts in which the person acts or speaks."""

    def __init__(self, person: Person | None, catalog: Catalog, parent: QWidget) -> None:
        super().__init__(tr("Person"), parent)
        self._person = known = person or Person(id="", name="")
        self._now = self._before = _facts_of(known, catalog)
        """The facts of the person in the atlas now, and when the form was made."""
        self.name = self._line("name", tr("&Name"), known.name, tr("In the language of the article"))
        self.office = self._line("role", tr("&Office"), known.role, tr("At the time of the facts"))
        names_tip = tr("Used by the search, too")
        self.russian = self._line("names.ru", tr("In &Russian"), known.names.get(RUSSIAN, ""), names_tip)
        self.chinese = self._line("names.zh", tr("In C&hinese"), known.names.get(CHINESE, ""), names_tip)
        tip = tr("Separated by commas, in any language")
        self.others = self.add_entries("aliases", tr("Other n&ames"), known.aliases, tip)
        choices = sorted(fact_choices(catalog), key=lambda each: each[0] not in known.facts)
        tip = tr("Facts in which the person acts or speaks")
        self.facts = self.add_checks("facts", tr("&Facts"), choices, known.facts, tip)
        self.name.setFocus()

    @property
    def person(self) -> Person:
        """The person as entered; a new one has no id."""
        known = self._person
        return Person(
            id=known.id,
            name=words_in(self.name),
            role=words_in(self.office),
            names=known.names | {RUSSIAN: words_in(self.russian), CHINESE: words_in(self.chinese)},
            aliases=self.others.entries,
            facts=self.facts.checked_after(self._before, self._now),
        )

    def follow(self, _before: Scene, scene: Scene) -> None:
        """Keep the current facts of the person while the form is open."""
        self._now = _facts_of(self._person, scene.catalog)

    def _line(self, name: str, label: str, text: str, tip: str) -> QLineEdit:
        return self.add_line(name, label, text, tip, longest=MAX_TEXT_LENGTH)


class PeopleEditing(RowEditing[Person, PersonForm]):
    """The list of people and the form of each."""

    editor = people.PEOPLE
    title = tr_later("People of the atlas")
    empty = tr_later(
        "There are no people yet. The search finds people, and their facts, by any of their names."
    )
    add_words = tr_later("&Add a person…")
    show_words = tr_later("&Show the facts")
    named = Signal(str)
    """Emitted with the name of a person who was saved at the request of a fact's form."""

    def __init__(self, store: Store, draft: Draft, window: Window, show: Callable[[str], None]) -> None:
        """`show` lists the facts of a person by id."""
        super().__init__(store, draft, window)
        self._show = show
        self._offered: Person | None = None
        self._is_offered = False
        """Whether the open form is for that person."""
        self.saved.connect(self._name)

    def entries(self) -> Sequence[Person]:
        return self._store.catalog.people

    def listed(self, number: int, noun: Person) -> str:
        return f"{noun.name}, {noun.role}" if noun.role else noun.name

    def make_form(self, id: str) -> PersonForm:
        self._is_offered = self._offered is not None
        person = self._offered or self.noun(id)
        form = PersonForm(person, self._store.catalog, self._window)
        self._store.scene_changed.connect(form.follow)
        return form

    def offer(self, name: str, fact: str) -> None:
        """Open a form for a new or known person of this name who speaks in `fact` (empty for a new fact)."""
        known = people.named(self._store.catalog.people, name)
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

    def noun_in(self, form: PersonForm) -> Person:
        """The person as entered in the form."""
        return form.person

    def show_row(self, id: str) -> None:
        """List the facts of a person."""
        self._show(id)


def _facts_of(person: Person, catalog: Catalog) -> tuple[str, ...]:
    """The facts of a person in the atlas; none for a new person."""
    return next((each.facts for each in catalog.people if each.id == person.id), ())
