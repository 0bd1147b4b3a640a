"""Converts between a session and the view saved in a picture."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Kind
from arctic_map.model.feature import Precision
from arctic_map.model.note import PREFIX as OWN
from arctic_map.model.note import Note
from arctic_map.model.opened import PREFIX
from arctic_map.model.projection import Box
from arctic_map.model.route_layer import LAYER
from arctic_map.model.saved_view import SavedView
from arctic_map.model.view import Goal, Selection
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.layer_order import is_movable, is_reordered, restored_order
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range

MAX_NOTE_PLACES = 20_000
"""Maximum size of notes in a picture, in characters; each place counts as 40."""
MAX_FEATURES = 300
"""Maximum number of ids of hidden features in a picture, more than the atlas has."""


def saved(scene: Scene, box: Box) -> SavedView:
    """The view of a scene whose map shows `box` (projected metres)."""
    names = {layer.id: file_name(layer.file) for layer in scene.layers if layer.shown and layer.file}
    return SavedView(
        projection=scene.projection.id,
        box=box,
        layers=tuple(layer.id for layer in scene.layers if layer.shown),
        files=tuple(names.values()),
        styles=tuple((names[id], style) for id, style in scene.styles if id in names),
        titles=tuple(
            (names[layer.id], layer.name)
            for layer in scene.layers
            if layer.id in names and layer.name != names[layer.id]
        ),
        notes=_shown_notes(scene),
        data=scene.catalog.version,
        order=tuple(layer.id for layer in scene.layers if is_movable(layer)) if is_reordered(scene) else (),
        features_hidden=_own_features(scene.features_hidden),
        opacity=tuple((layer.id, layer.opacity) for layer in scene.layers if layer.opacity < 1),
        when=(scene.when.first.isoformat(), scene.when.last.isoformat()) if scene.when else None,
        month=scene.month,
        route=scene.route,
        speeds=scene.speeds,
        kinds_hidden=tuple(sorted(scene.kinds_hidden)),
        precisions_hidden=tuple(sorted(scene.precisions_hidden)),
        selected=scene.selected,
        theme=scene.look.name,
    )


def restored(view: SavedView, catalog: Catalog) -> Session:
    """The session for a view, without unknown ids, other layers hidden. Raises ValueError for bad days."""
    known = {layer.id for layer in catalog.layers}
    files = {file_name(layer.file): layer.id for layer in catalog.layers if layer.file}
    return Session(
        projection=view.projection,
        theme="dark" if view.theme == "dark" else "light",
        hidden=frozenset(known - {*view.layers}),
        features_hidden=frozenset(view.features_hidden) & catalog.features.keys(),
        opacity=tuple((id, value) for id, value in view.opacity if id in known and 0 <= value < 1),
        # Pictures of version 0.2 only have the order of their visible layers.
        order=restored_order(view.order or view.layers, catalog),
        styles=tuple((files[name], style) for name, style in view.styles if name in files),
        names=tuple((files[name], title) for name, title in view.titles if name in files),
        notes=view.notes,
        selected=_selection(view.selected, catalog),
        when=_range(view.when),
        month=view.month,
        route=view.route,
        speeds=view.speeds,
        kinds_hidden=frozenset(view.kinds_hidden) & {*Kind},
        precisions_hidden=frozenset(view.precisions_hidden) & {*Precision},
        goal=Goal(view.box, smooth=False),
    )


def joined(found: Session, now: Session) -> Session:
    """The restored session with the preferences, content, files, notes and styles of the present one."""
    styles, names = dict(now.styles), dict(now.names)
    return replace(
        found,
        theme=now.theme,
        preferences=now.preferences,
        edition=now.edition,
        files=now.files,
        styles=tuple({**styles, **dict(found.styles)}.items()),
        names=tuple({**names, **dict(found.names)}.items()),
        notes=_all_notes(now.notes, found.notes),
        goal=None,
    )


def _all_notes(own: tuple[Note, ...], brought: tuple[Note, ...]) -> tuple[Note, ...]:
    """All notes without duplicates; the new ones get free ids."""
    known = {(note.kind, note.places, note.text) for note in own}
    last = max((int(note.id.removeprefix(OWN)) for note in own), default=0)
    new = [note for note in brought if (note.kind, note.places, note.text) not in known]
    return (*own, *(replace(note, id=f"{OWN}{last + number}") for number, note in enumerate(new, 1)))


def _shown_notes(scene: Scene) -> tuple[Note, ...]:
    """The visible notes, as far as they fit into a picture."""
    shown = {layer.id for layer in scene.layers if layer.shown}
    notes = [n for n in scene.notes if n.layer in shown and n.id not in scene.features_hidden]
    fitting, room = [], MAX_NOTE_PLACES
    for note in notes:
        room -= len(note.text) + 40 * len(note.places)
        if room < 0:
            break
        fitting.append(note)
    return tuple(fitting)


def file_name(path: str) -> str:
    """The file name of an opened file, without unprintable characters."""
    return "".join(letter for letter in PurePath(path).name if letter.isprintable())


def _own_features(ids: Iterable[str]) -> tuple[str, ...]:
    """Ids without those of the reader's files, which are unknown elsewhere."""
    return tuple(sorted(id for id in ids if not id.startswith((PREFIX, OWN)))[:MAX_FEATURES])


def missing(view: SavedView, catalog: Catalog) -> tuple[str, ...]:
    """Ids of the view's layers and facts that are missing in the catalogue."""
    layers = {layer.id for layer in catalog.layers}
    return (
        *(id for id in view.layers if id not in {*layers, LAYER} and not id.startswith((PREFIX, OWN))),
        *(id for id in view.facts if id not in catalog.fact),
    )


def missing_files(view: SavedView, catalog: Catalog) -> tuple[str, ...]:
    """Names of the view's opened files that are not open."""
    opened = {file_name(layer.file) for layer in catalog.layers if layer.file}
    return tuple(name for name in view.files if name not in opened)


def _range(when: tuple[str, str] | None) -> Range | None:
    return Range(date.fromisoformat(when[0]), date.fromisoformat(when[1])) if when else None


def _selection(selected: Selection | None, catalog: Catalog) -> Selection | None:
    """The selection, or None if the catalogue lacks any part of it."""
    if selected is None:
        return None
    exists = (
        selected.feature is None or selected.feature in catalog.features,
        selected.fact is None or selected.fact in catalog.fact,
        selected.person is None or selected.person in catalog.person,
        all(id in catalog.features for id in selected.compared),
    )
    return selected if all(exists) else None
