"""Creating, changing and deleting facts, and replacing the article text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from arctic_map.article.passage_search import found_again, passage_at
from arctic_map.content import people
from arctic_map.content.article import replace_text, text_of
from arctic_map.content.documents import article_text
from arctic_map.content.edits import Content
from arctic_map.content.facts import fact_row, new_fact_id, put_fact, remove_fact
from arctic_map.desktop.editing.fact_form import FactForm, proposals_in
from arctic_map.desktop.files.article_file import FILTERS
from arctic_map.desktop.widgets.notice import Notice, Severity
from arctic_map.model.tr import tr
from arctic_map.scene.editorial_review import Gap, Remark
from arctic_map.scene.session import actions
from arctic_map.storage.bounded_reading import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.article_copy import ArticleCopy, Proposal
    from arctic_map.model.fact import Passage


FIELDS = {
    Gap.PASSAGE: "passage",
    Gap.LOST: "passage",
    Gap.PLACE: "features",
    Gap.DATE: "when",
    Gap.SPEAKER: "attributed_to",
    Gap.TEST: "figures",
    Gap.FACT: "text",
}
"""The field of the form where each gap found by the review is filled."""


class FactEditing(QObject):
    """Opens the form of a fact and carries out its requests."""

    message_emitted = Signal(str)
    noticed = Signal(object)
    """Emitted with a Notice."""
    place_requested = Signal(str, float, float, str)
    """Emitted with a place that a fact mentions and the map lacks: name, longitude, latitude, source."""
    person_requested = Signal(str, str)
    """Emitted with the name of a fact's speaker to add or edit, and the fact's id, empty for a new one."""

    def __init__(
        self,
        store: Store,
        draft: Draft,
        copy: Callable[[], ArticleCopy | None],
        chosen: Callable[[], tuple[int, int] | None],
        window: Window,
    ) -> None:
        """`copy` returns the visible text, if any; `chosen` the start and end of its selection."""
        super().__init__(window)
        self._chosen = chosen
        self._store, self._draft, self._copy, self._window = store, draft, copy, window
        self.dialog: QFileDialog | None = None
        self.form: FactForm | None = None
        draft.changed.connect(self._follow)

    def add(self, start: int = 0, end: int = 0) -> None:
        """Open a form for a new fact about the sentences that this range of the text touches."""
        if not self._may(lambda: self.add(start, end)):
            return
        copy = self._copy()
        passage = passage_at(copy.text, start, end) if copy and end else None
        proposals = (
            proposals_in(copy.proposals, *_span(passage, copy.text, start)) if copy and passage else ()
        )
        self._open(
            FactForm(
                None,
                self._store.content,
                self._window,
                passage=passage,
                article=text_of(self._draft.content),
                proposals=proposals,
            )
        )

    def edit(self, id: str, field: str = "") -> None:
        """Open the form of a fact, optionally at one of its fields."""
        fact = self._store.content.fact.get(id)
        if fact is None or not self._may(lambda: self.edit(id, field)):
            return
        copy = self._copy()
        sentence = (
            next((each for each in copy.matching.found if id in each.bearing.facts), None) if copy else None
        )
        proposals = proposals_in(copy.proposals, sentence.start, sentence.end) if copy and sentence else ()
        article = text_of(self._draft.content)
        self._open(FactForm(fact, self._store.content, self._window, article=article, proposals=proposals))
        if self.form is not None and field:
            self.form.go_to(field)

    def delete(self, id: str) -> None:
        """Delete a fact and everything that refers to it."""
        if self._draft.apply(tr("Delete fact {id}", id=id), lambda content: remove_fact(content, id)):
            if self.form is not None and self.form.row.get("id") == id:
                self._close()
            self.message_emitted.emit(tr("Fact {id} was deleted; Undo restores it", id=id))

    def mend(self, remark: Remark) -> None:
        """Open the form at the field that a remark of the review asks about; does nothing if read-only.

        Translations are not in the form.
        """
        if not self._draft.editable or remark.gap is Gap.TRANSLATION:
            return
        if remark.fact:
            self.edit(remark.fact, FIELDS[remark.gap])
        else:
            self.add(remark.start, remark.end)

    def add_passage(self) -> None:
        """Link the fact in the form to the sentence selected in the text."""
        copy, chosen = self._copy(), self._chosen()
        passage = passage_at(copy.text, *chosen) if copy and chosen else None
        if self.form is None:
            return
        if passage is None:
            self.form.show_problems((("passage", tr("Select the sentence in the article first.")),))
        else:
            self.form.show_passage(passage)

    def keep(self) -> None:
        """Write the entry of the form to the atlas."""
        if (form := self.form) is None:
            return
        if lacks := form.lacks:
            form.show_problems(lacks)
            return
        row, topic = form.row, form.topic.chosen
        new = "id" not in row
        id = new_fact_id(self._draft.content) if new else row["id"]
        if form.has_same_passage:
            # A passage that the text lacks is in the file only.
            row["passage"] = fact_row(self._draft.content, id).get("passage")
        name = tr("Add fact {id}", id=id) if new else tr("Change fact {id}", id=id)

        speaker = people.named(self._store.content.people, row.get("attributed_to", ""))

        def edit(content: Content) -> Content:
            return people.speaking(put_fact(content, topic, {**row, "id": id}), speaker, id)

        if self._draft.apply(name, edit):
            self._close()
            self._store.apply(actions.select_fact(id))
            self.message_emitted.emit(tr("Fact {id} is in the atlas; Undo reverts this", id=id))

    def set_speaker(self, name: str) -> None:
        """Set the speaker in the form and return the keyboard focus to it."""
        if self.form is not None:
            self.form.speaker.setText(name)
            self.form.activateWindow()
            self.form.focus_field("attributed_to")

    def replace_text(self, text: str, name: str) -> None:
        """Replace the text by a newer version, and list the facts that lost their sentence."""
        lost: list[str] = []

        def edit(content: Content) -> Content:
            replaced = replace_text(content, text, found_again)
            lost.extend(replaced.lost)
            return replaced.content

        if not self._draft.apply(tr("Replace the text"), edit):
            return
        if lost:
            listed = tr(", ").join(lost)
            message = tr(
                "{name} has replaced the text. These facts no longer match a sentence: {lost}.",
                name=name,
                lost=listed,
            )
            self.noticed.emit(Notice(message, Severity.WARNING, key="text"))
        else:
            self.message_emitted.emit(
                tr("{name} has replaced the text; all facts match their sentences", name=name)
            )

    def ask_text(self) -> None:
        """Open the system's dialog to choose the file of a newer text."""
        self.dialog = dialog = QFileDialog(self._window, tr("Replace the text"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{tr(words)} ({ends})" for words, ends in FILTERS])
        dialog.fileSelected.connect(lambda name: self.read_text(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read_text(self, path: Path) -> None:
        """Replace the text by that of a file."""
        try:
            text = article_text.read(path)
        except Unreadable as error:
            message = tr("{name} was not opened: {why}.", name=path.name, why=error.why)
            self.noticed.emit(Notice(message, Severity.WARNING, key="text"))
            return
        self.replace_text(text, path.name)

    def _open(self, form: FactForm) -> None:
        self._close()
        self.form = form
        form.delete_button.setVisible("id" in form.row)
        form.keep_requested.connect(self.keep)
        form.delete_requested.connect(lambda: self.delete(form.row["id"]))
        form.place_requested.connect(self._ask_place)
        form.person_requested.connect(
            lambda: self.person_requested.emit(form.speaker.text(), form.row.get("id", ""))
        )
        form.passage_requested.connect(self.add_passage)
        form.rejected.connect(self._close)
        form.move_next_to_window()

    def _ask_place(self, proposal: Proposal) -> None:
        """Request the most likely place for an ambiguous name."""
        if proposal.candidates:
            place = proposal.candidates[0]
            self.place_requested.emit(place.name, place.lon, place.lat, place.source)

    def _follow(self) -> None:
        if self.form is not None:
            self.form.follow(self._store.content)

    def _may(self, then: Callable[[], None]) -> bool:
        """Whether a form may open now, in place of the one that is open; `then` follows a discard."""
        if not self._draft.editable:
            self.noticed.emit(Notice(self._draft.why_not, key="draft"))
            return False
        return self.form is None or self.form.may_leave(then)

    def _close(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.put_away()


def _span(passage: Passage | None, text: str, start: int) -> tuple[int, int]:
    if passage is None:
        return 0, 0
    at = text.rfind(passage.exact, 0, start + len(passage.exact))
    return at, at + len(passage.exact)
