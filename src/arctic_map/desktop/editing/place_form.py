"""The form of a drawn place: name, layer, style, precision with its reason, facts and source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QWidget

from arctic_map.content.places import DrawnPlace
from arctic_map.content.symbology.style_table import usable
from arctic_map.desktop.editing.entry_form import EntryForm, hint
from arctic_map.model.catalog import Catalog, LayerKind
from arctic_map.model.feature import CLASSES
from arctic_map.model.outline import OutlineKind
from arctic_map.model.tr import tr
from arctic_map.scene.cards import PRECISION_WORDS
from arctic_map.scene.figures import fact_choices
from arctic_map.scene.symbology.fitting import fitting, style_in_words
from arctic_map.scene.words.words import topic_name
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.scene.scene import Scene

NEW = "+"
"""Stands for a new layer or source; not a valid id."""
MAX_TEXT_LENGTH = 400
NAME, WHEN = 120, 40


class PlaceForm(EntryForm):
    """Form for all attributes of a place except its geometry."""

    def __init__(
        self,
        place: DrawnPlace,
        kind: OutlineKind,
        scene: Scene,
        icon: Callable[[str], QIcon],
        parent: QWidget,
    ) -> None:
        super().__init__(tr("Place: {name}", name=place.name) if place.id else tr("New place"), parent)
        self._place, self._kind, self._scene = place, kind, scene
        self.drawn: Callable[[], bool] = lambda: False
        """Returns whether closing the form would lose a geometry."""
        self.shape = QLabel()
        self._arrange(place, icon)
        for box in (self.layer, self.style_box, self.precision, self.source):
            box.currentIndexChanged.connect(self._follow)
        self._follow()
        self.delete_button.setVisible(bool(place.id))
        self.name.setFocus()

    def show_shape(self, words: str) -> None:
        """Show what was drawn, with its size."""
        self.shape.setText(words)

    @property
    def entered(self) -> bool:
        """Whether closing would lose an entry or a geometry."""
        return super().entered or self.drawn()

    @property
    def place(self) -> DrawnPlace:
        """The place as entered, with its original geometry."""
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

    def _arrange(self, place: DrawnPlace, icon: Callable[[str], QIcon]) -> None:
        catalog = self._scene.catalog
        self.rows.addRow(self.shape)
        self.name = self.add_line("name", tr("&Name"), place.name, longest=NAME)
        layers = [*_layers(catalog), (NEW, tr("New layer…"))]
        tip = tr("Layer of the atlas that contains the place")
        self.layer = self.add_choice("layer", tr("&Layer"), layers, place.layer, tip)
        self.new_layer = self.add_line("new_layer", tr("Name of the layer"), "", longest=NAME)
        topics = [(topic, topic_name(topic)) for topic in catalog.topics]
        tip = tr("Topic of the new layer")
        self.topic = self.add_choice("topic", tr("Topic"), topics, "", tip)
        styles = _styles(catalog, self._kind, place.style, icon)
        tip = tr("Style on the map and in the legend")
        self.style_box = self.add_choice("style", tr("L&ook"), styles, place.style, tip)
        classes = [(sure.value, tr(PRECISION_WORDS[sure])) for sure in CLASSES]
        tip = tr("How certain the position is; never guessed")
        self.precision = self.add_choice("precision", tr("&Precision"), classes, place.precision, tip)
        tip = tr("Why it is drawn there")
        self.reason = self.add_line("reason", tr("&Reason"), place.reason, tip, longest=MAX_TEXT_LENGTH)
        self.rows.addRow(
            hint(tr("For a reader who asks: what the position is based on, and what you inferred."))
        )
        sources = [*((each.id, each.name) for each in catalog.sources), (NEW, tr("New source…"))]
        self.source = self.add_choice("source", tr("&Source"), sources, place.source)
        self.new_source = self.add_line("new_source", tr("Name of the source"), "", longest=NAME)
        tip = tr("Facts about this place")
        self.facts = self.add_checks("facts", tr("&Facts"), fact_choices(catalog), place.facts, tip)
        tip = tr("Dates on which it is on the map; leave empty for always")
        self.when = self.add_line("when", tr("D&ate"), place.when, tip, longest=WHEN)
        self.when.setPlaceholderText("2024-11, 2022-02/2025-05")
        tip = tr("Remark for the reader")
        self.note = self.add_line("note", tr("No&te"), place.note, tip, longest=MAX_TEXT_LENGTH)

    def _follow(self) -> None:
        """Show the fields for a new layer or source only if chosen."""
        for field, box in (("new_layer", self.layer), ("topic", self.layer), ("new_source", self.source)):
            self.show_field(field, box.chosen == NEW)


def _layers(catalog: Catalog) -> Iterable[tuple[str, str]]:
    """Layers of the atlas whose features can be drawn by hand."""
    return (
        (layer.id, layer.name)
        for layer in catalog.layers
        if layer.kind is LayerKind.FEATURES and layer.topic in catalog.topics and not layer.file
    )


def _styles(
    catalog: Catalog, kind: OutlineKind, now: str, icon: Callable[[str], QIcon]
) -> Iterable[tuple[str, str, QIcon]]:
    """The styles that suit the geometry, and the current one."""
    table = catalog.symbology
    rows = sorted(fitting(table, kind, usable(table)), key=lambda row: row.id not in table.family)
    more = [table.styles[now]] if now in table.styles and now not in {row.id for row in rows} else []
    return ((row.id, style_in_words(row), icon(row.id)) for row in (*rows, *more))
