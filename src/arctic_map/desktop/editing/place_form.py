"""What is said of a place that was drawn: name, layer, look, precision with its reason, facts, source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from arctic_map.content.places import Place
from arctic_map.content.symbology.style_table import usable
from arctic_map.content.vocabulary import LAYER_TOPICS
from arctic_map.desktop.editing.checked_list import CheckedList
from arctic_map.desktop.editing.choice import Choice
from arctic_map.desktop.editing.entry_form import EntryForm, hint
from arctic_map.model.catalog import Catalog, LayerKind
from arctic_map.model.feature import CLASSES
from arctic_map.model.outline import OutlineKind
from arctic_map.model.tr import tr
from arctic_map.scene.cards import PRECISION_WORDS
from arctic_map.scene.figures import facts_told
from arctic_map.scene.symbology.fitting import fitting, style_in_words
from arctic_map.scene.words.words import topic_name
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.scene.scene import Scene

NEW = "+"
"""Stands for a layer or source that is to be made; no id can be this."""
LONGEST = 400
NAME = 120
UNFIT = ("base",)
"""Topics whose layers are not for what is drawn by hand."""


class PlaceForm(EntryForm):
    def __init__(
        self, place: Place, kind: OutlineKind, scene: Scene, icon: Callable[[str], QIcon], parent: QWidget
    ) -> None:
        super().__init__(tr("Place: {name}", name=place.name) if place.id else tr("A new place"), parent)
        self._place, self._kind, self._scene = place, kind, scene
        self.drawn: Callable[[], bool] = lambda: False
        """Whether a shape would be lost with the form."""
        catalog = scene.catalog
        self.shape = QLabel()
        self.name = _line(place.name, NAME)
        self.layer = Choice(tr("Choose…"))
        self.layer.offer([*_layers(catalog), (NEW, tr("A new layer…"))])
        self.new_layer = _line("", NAME)
        self.topic = Choice(tr("Choose…"))
        self.topic.offer((topic, topic_name(topic)) for topic in LAYER_TOPICS if topic not in UNFIT)
        self.style_box = Choice(tr("Choose…"))
        self.style_box.offer(_styles(catalog, kind, place.style, icon))
        self.precision = Choice(tr("Choose…"))
        self.precision.offer((sure.value, tr(PRECISION_WORDS[sure])) for sure in CLASSES)
        self.reason = _line(place.reason, LONGEST)
        self.source = Choice(tr("Choose…"))
        self.source.offer([*((each.id, each.name) for each in catalog.sources), (NEW, tr("A new source…"))])
        self.new_source = _line("", NAME)
        self.facts = CheckedList(facts_told(catalog), place.facts)
        self.when = _line(place.when, 40)
        self.note = _line(place.note, LONGEST)
        self._arrange()
        for box, chosen in (
            (self.layer, place.layer),
            (self.style_box, place.style),
            (self.precision, place.precision),
            (self.source, place.source),
        ):
            box.choose(chosen)
            box.currentIndexChanged.connect(self._follow)
        self._follow()
        self.delete_button.setVisible(bool(place.id))
        self.name.setFocus()

    def show_shape(self, words: str) -> None:
        """What was drawn, with its size."""
        self.shape.setText(words)

    @property
    def entered(self) -> bool:
        return super().entered or self.drawn()

    @property
    def place(self) -> Place:
        """As the form says it now, with the geometry that it was opened with."""
        new_layer, new_source = self.layer.chosen == NEW, self.source.chosen == NEW
        return replace(
            self._place,
            name=sanitized(self.name.text(), NAME).strip(),
            layer="" if new_layer else self.layer.chosen,
            new_layer=self.new_layer.text().strip() if new_layer else "",
            topic=self.topic.chosen if new_layer else "",
            style=self.style_box.chosen,
            precision=self.precision.chosen,
            reason=self.reason.text().strip(),
            source="" if new_source else self.source.chosen,
            new_source=self.new_source.text().strip() if new_source else "",
            facts=self.facts.checked,
            when=self.when.text().strip(),
            note=self.note.text().strip(),
        )

    def _arrange(self) -> None:
        self.rows.addRow(self.shape)
        self.add("name", tr("&Name"), self.name)
        self.add("layer", tr("&Layer"), self.layer, tr("Of the atlas, in which it is listed and shown"))
        self.add("new_layer", tr("Name of the layer"), self.new_layer)
        self.add("topic", tr("Topic"), self.topic, tr("Under which the new layer is listed"))
        self.add("style", tr("L&ooks like"), self.style_box, tr("A row of the table of styles"))
        self.add("precision", tr("&Precision"), self.precision, tr("How sure its place is; never guessed"))
        self.add("reason", tr("&Reason"), self.reason, tr("Why it is drawn there"))
        self.rows.addRow(hint(tr("For a reader who asks: what says where it is, and what you made of it.")))
        self.add("source", tr("&Source"), self.source)
        self.add("new_source", tr("Name of the source"), self.new_source)
        self.add("facts", tr("&Facts"), self.facts, tr("Those that speak of this place"))
        self.add("when", tr("D&ate"), self.when, tr("For which it is on the map; empty for always"))
        self.when.setPlaceholderText("2024-11, 2022-02/2025-05")
        self.add("note", tr("No&te"), self.note, tr("What a reader should know of it"))

    def _follow(self) -> None:
        """Ask for the name of what is to be made, and for nothing else."""
        for field, box in (("new_layer", self.layer), ("topic", self.layer), ("new_source", self.source)):
            self.show_field(field, box.chosen == NEW)


def _line(text: str, longest: int) -> QLineEdit:
    line = QLineEdit(text)
    line.setMaxLength(longest)
    return line


def _layers(catalog: Catalog) -> Iterable[tuple[str, str]]:
    """Of the atlas itself those that hold features which a hand can draw."""
    return (
        (layer.id, layer.name)
        for layer in catalog.layers
        if layer.kind is LayerKind.FEATURES
        and layer.topic in LAYER_TOPICS
        and layer.topic not in UNFIT
        and not layer.file
    )


def _styles(
    catalog: Catalog, kind: OutlineKind, now: str, icon: Callable[[str], QIcon]
) -> Iterable[tuple[str, str, QIcon]]:
    """Those that suit it, and the one that it has."""
    table = catalog.symbology
    found = fitting(table, kind, usable(table))
    more = [table.styles[now]] if now in table.styles and now not in {row.id for row in found} else []
    return ((row.id, style_in_words(row), icon(row.id)) for row in (*found, *more))
