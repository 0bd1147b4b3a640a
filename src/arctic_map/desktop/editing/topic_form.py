"""Naming, ordering and colouring the topics of an atlas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from arctic_map.content.topics import TOPICS
from arctic_map.desktop.editing.entry_form import EntryForm, words_in
from arctic_map.desktop.editing.row_editing import RowEditing
from arctic_map.desktop.widgets import tones
from arctic_map.model.catalog import Topic
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.words.words import topic_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from arctic_map.model.catalog import Catalog

MAX_TEXT_LENGTH = 60
COLOURS = {
    "blue": tr_later("Blue"),
    "orange": tr_later("Orange"),
    "green": tr_later("Green"),
    "pink": tr_later("Pink"),
    "sky": tr_later("Sky blue"),
    "red": tr_later("Red"),
    "ochre": tr_later("Ochre"),
    "violet": tr_later("Violet"),
    "grey": tr_later("Grey"),
    "black": tr_later("Black"),
}
"""Names of the plain colours."""


class TopicForm(EntryForm):
    """Form for the name and colour of a topic."""

    def __init__(self, topic: Topic, catalog: Catalog, parent: QWidget) -> None:
        super().__init__(tr("Topic"), parent)
        self._topic = topic
        self._usual = topic_name(topic.id, catalog.topic) if topic.id and not topic.name else ""
        tip = tr("Heading of its facts and layers")
        self.name = self.add_line(
            "name", tr("&Name"), topic.name or self._usual, tip, longest=MAX_TEXT_LENGTH
        )
        plain = catalog.symbology.plain
        entries = [
            (colour, tr(COLOURS.get(colour, colour)), tones.swatch(colour, self.palette(), plain))
            for colour in plain
        ]
        self.colour = self.add_choice(
            "colour",
            tr("&Colour"),
            entries,
            topic.colour,
            tr("Colour of its facts in the panels and on the timeline"),
            nothing=tr("Automatic"),
        )
        self.name.setFocus()

    @property
    def topic(self) -> Topic:
        """The topic as entered; a new one has no id. A usual name is not stored, since it is translated."""
        name = words_in(self.name)
        return Topic(self._topic.id, "" if name == self._usual else name, self.colour.chosen)


class TopicEditing(RowEditing[Topic, TopicForm]):
    """The list of topics and the form of each."""

    editor = TOPICS
    title = tr_later("Topics of the atlas")
    add_words = tr_later("&Add a topic…")
    ordered = True

    def entries(self) -> Sequence[Topic]:
        return [*self._store.catalog.topic.values()]

    def called(self, noun: Topic) -> str:
        return topic_name(noun.id, {noun.id: noun})

    def make_form(self, id: str) -> TopicForm:
        return TopicForm(self.noun(id) or Topic(""), self._store.catalog, self._window)

    def noun_in(self, form: TopicForm) -> Topic:
        return form.topic
