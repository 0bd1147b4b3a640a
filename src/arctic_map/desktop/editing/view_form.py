"""The name of a view that the atlas holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from arctic_map.desktop.editing.entry_form import EntryForm, hint
from arctic_map.model.saved_view import NamedView
from arctic_map.model.tr import tr
from arctic_map.scene.present_view import view_here
from arctic_map.storage.sanitized import sanitized

if TYPE_CHECKING:
    from arctic_map.scene.scene import Scene

NAME = 80


class ViewForm(EntryForm):
    def __init__(self, named: NamedView | None, scene: Scene, parent: QWidget) -> None:
        super().__init__(tr("A view with a name"), parent)
        self._named, self._scene = named, scene
        self.name = QLineEdit(named.name if named else "")
        self.name.setMaxLength(NAME)
        self.here = QCheckBox(tr("Show what the map shows no&w"))
        self.here.setChecked(named is None)
        self.here.setVisible(named is not None)
        self.add("name", tr("&Name"), self.name, tr("As the menu lists it, and exports ask for it"))
        self.rows.addRow(self.here)
        self.rows.addRow(hint(tr("Kept are projection, box, layers, days, month of the ice and filters.")))
        self.name.setFocus()

    def follow(self, _before: Scene, scene: Scene) -> None:
        """The map goes on while the form is open."""
        self._scene = scene

    @property
    def view(self) -> NamedView:
        """As the form says it now, with the map as it is now where that is wanted."""
        id = self._named.id if self._named else ""
        now = view_here(self._scene) if self.here.isChecked() or not self._named else self._named.view
        return NamedView(id, sanitized(self.name.text(), NAME).strip(), now)
