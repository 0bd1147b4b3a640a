"""A person in a form: name, office, names in other scripts, and the facts in which they act or speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from arctic_map.desktop.editing.checked_list import CheckedList
from arctic_map.desktop.editing.entry_form import EntryForm
from arctic_map.model.person import Person
from arctic_map.model.tr import tr
from arctic_map.scene.figures import facts_told
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog

LONGEST = 200
RUSSIAN, CHINESE = "ru", "zh"


class PersonForm(EntryForm):
    def __init__(self, person: Person | None, catalog: Catalog, parent: QWidget) -> None:
        super().__init__(tr("A person"), parent)
        self._person = person or Person(id="", name="")
        known = self._person
        self.name, self.office = QLineEdit(known.name), QLineEdit(known.role)
        self.russian, self.chinese = (QLineEdit(known.names.get(code, "")) for code in (RUSSIAN, CHINESE))
        self.others = QLineEdit(", ".join(known.aliases))
        told = sorted(facts_told(catalog), key=lambda each: each[0] not in known.facts)
        self.facts = CheckedList(told, known.facts)
        for line in (self.name, self.office, self.russian, self.chinese):
            line.setMaxLength(LONGEST)
        self.add("name", tr("&Name"), self.name, tr("As the article’s language writes it"))
        self.add("role", tr("&Office"), self.office, tr("At the time of the facts, as they give it"))
        self.add("names.ru", tr("In &Russian"), self.russian, tr("The search finds it too"))
        self.add("names.zh", tr("In C&hinese"), self.chinese, tr("The search finds it too"))
        self.add("aliases", tr("Other n&ames"), self.others, tr("Between commas, in any language"))
        self.add("facts", tr("&Facts"), self.facts, tr("In which they act or speak"))
        self.name.setFocus()

    @property
    def person(self) -> Person:
        """As the form says it now; without an id where it is new."""
        known = self._person
        checked = self.facts.checked
        return Person(
            id=known.id,
            name=_words(self.name),
            role=_words(self.office),
            names=known.names | {RUSSIAN: _words(self.russian), CHINESE: _words(self.chinese)},
            aliases=tuple(word for each in self.others.text().split(",") if (word := _clean(each))),
            facts=(
                *(id for id in known.facts if id in checked),
                *(id for id in checked if id not in known.facts),
            ),
        )


def _words(line: QLineEdit) -> str:
    return _clean(line.text())


def _clean(text: str) -> str:
    return sanitized(" ".join(text.split()), LONGEST)
