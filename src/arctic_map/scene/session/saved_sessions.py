"""Converts sessions to values that are saved for the next start or in a picture, and back."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Kind
from arctic_map.model.feature import Precision
from arctic_map.model.itinerary import LAYER, require_possible, require_sound
from arctic_map.model.note import LAYERS, MAX_NOTES, Note
from arctic_map.model.note import PREFIX as OWN
from arctic_map.model.opened import PREFIX, layer_id
from arctic_map.model.path_text import path_of, text_of
from arctic_map.model.projection import Box, Goal, Selection, Viewport
from arctic_map.model.reckoning import MONTHS
from arctic_map.model.saved_view import SavedSession, SavedView
from arctic_map.model.style import Theme
from arctic_map.model.tr import tr
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.layer_order import is_movable, is_reordered, restored_order
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range

MAX_NAME_LENGTH = 200
"""Maximum characters of a layer's name."""
MAX_LINE_LENGTH = 300
"""Maximum characters of a line of a page."""


def to_saved(session: Session, others: tuple[Note, ...] = ()) -> SavedSession:
    """The values to save for a session, with the notes of other windows of the atlas."""
    view, chosen = session.viewport, session.selected or Selection()
    return SavedSession(
        projection=session.projection,
        files=tuple(map(text_of, session.files)),
        notes=all_notes(session.notes, others),
        hidden=tuple(sorted(session.hidden)),
        features_hidden=tuple(sorted(session.features_hidden)),
        opacity=session.opacity,
        order=session.order,
        styles=session.styles,
        names=session.names,
        viewport=(view.x, view.y, view.resolution, view.width, view.height) if view else None,
        feature=chosen.feature,
        fact=chosen.fact,
        person=chosen.person,
        position=chosen.position,
        compared=chosen.compared,
        when=(session.when.first, session.when.last) if session.when else None,
        month=session.month,
        route=session.route,
        speeds=session.speeds,
        page=session.page,
        kinds_hidden=tuple(sorted(session.kinds_hidden)),
        precisions_hidden=tuple(sorted(session.precisions_hidden)),
    )


def restored(saved: SavedSession, catalog: Catalog, theme: Theme) -> Session:
    """The session without ids missing in the content. Raises ValueError or UnknownName for bad values."""
    if not all(0 <= value <= 1 for _, value in saved.opacity):
        raise ValueError(tr("an opacity is not between 0 and 1"))
    if not all(style.sound for _, style in saved.styles):
        raise ValueError(tr("the classes of a style are not valid"))
    if not all(name.isprintable() and 0 < len(name) <= MAX_NAME_LENGTH for _, name in saved.names):
        raise ValueError(tr("the name of a layer is empty, too long or not printable"))
    if saved.month is not None and not 1 <= saved.month <= MONTHS:
        raise ValueError(tr("the month is not between 1 and 12"))
    require_sound(saved.route)
    require_possible(saved.speeds)
    files = tuple(dict.fromkeys(str(path_of(text)) for text in saved.files))
    if not all(note.sound for note in saved.notes):
        raise ValueError(tr("a note is not on the Earth, or its contents are not valid"))
    layers = {layer.id for layer in catalog.layers} | {layer_id(path) for path in files} | {*LAYERS}
    return Session(
        projection=projection_named(saved.projection).id,
        theme=theme,
        files=files,
        notes=tuple({note.id: note for note in saved.notes}.values()),
        hidden=frozenset(saved.hidden) & layers,
        features_hidden=frozenset(
            id for id in saved.features_hidden if id in catalog.features or id.startswith((PREFIX, OWN))
        ),
        opacity=tuple((id, value) for id, value in saved.opacity if id in layers),
        order=tuple(id for id in dict.fromkeys(saved.order) if id in layers),
        styles=tuple((id, style) for id, style in dict(saved.styles).items() if id in layers),
        names=tuple((id, name) for id, name in dict(saved.names).items() if id in layers),
        selected=_selection(saved, catalog),
        when=Range(*saved.when) if saved.when else None,
        month=saved.month,
        route=saved.route,
        speeds=saved.speeds,
        page=saved.page if saved.page and all(map(_is_line, _typed(saved.page))) else None,
        kinds_hidden=frozenset(saved.kinds_hidden),
        precisions_hidden=frozenset(saved.precisions_hidden),
        viewport=_viewport(*saved.viewport) if saved.viewport else None,
    )


def _typed(page: SavedView) -> Iterator[str]:
    yield from filter(None, (page.title, page.subtitle, page.credit))
    for style, words in page.legend:
        yield style
        yield words


def _is_line(words: str) -> bool:
    return words.isprintable() and len(words) <= MAX_LINE_LENGTH


def _selection(saved: SavedSession, catalog: Catalog) -> Selection | None:
    if saved.feature in catalog.features:
        return Selection(feature=saved.feature)
    if saved.person in catalog.person:
        return Selection(person=saved.person)
    if saved.position is not None:
        lon, lat = saved.position
        if not (abs(lon) <= 180 and abs(lat) <= 90):
            raise ValueError(tr("the position is not on the Earth"))
        return Selection(position=(lon, lat))
    fact = saved.fact if saved.fact in catalog.fact else None
    compared = tuple(id for id in saved.compared if id in catalog.features)
    return Selection(fact=fact, compared=compared) if fact or compared else None


def _viewport(x: float, y: float, resolution: float, width: float, height: float) -> Viewport:
    if not (0 < resolution < 1e6 and 0 < width < 1e5 and 0 < height < 1e5 and abs(x) < 1e9 and abs(y) < 1e9):
        raise ValueError(tr("the view is outside every projection"))
    return Viewport(x, y, resolution, width, height)


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


def restored_view(view: SavedView, catalog: Catalog) -> Session:
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
        selected=_selection_of(view.selected, catalog),
        when=_range(view.when),
        month=view.month,
        route=view.route,
        speeds=view.speeds,
        kinds_hidden=frozenset(view.kinds_hidden) & {*Kind},
        precisions_hidden=frozenset(view.precisions_hidden) & {*Precision},
        goal=Goal(view.box, smooth=False),
    )


def joined(found: Session, now: Session) -> Session:
    """The restored session with the preferences, content, files, notes and styles of the present one.

    Notes are added as far as there is room.
    """
    styles, names = dict(now.styles), dict(now.names)
    return replace(
        found,
        theme=now.theme,
        preferences=now.preferences,
        edition=now.edition,
        files=now.files,
        styles=tuple({**styles, **dict(found.styles)}.items()),
        names=tuple({**names, **dict(found.names)}.items()),
        notes=all_notes(now.notes, found.notes)[: max(MAX_NOTES, len(now.notes))],
        goal=None,
    )


def other_notes(stored: SavedSession | None, known: Iterable[Note]) -> tuple[Note, ...]:
    """The stored notes of other windows: those that this one did not know when it last stored its own."""
    ours, notes = set(map(_contents, known)), stored.notes if stored else ()
    return tuple(note for note in notes if note.sound and _contents(note) not in ours)


def _contents(note: Note) -> tuple[object, ...]:
    return note.kind, note.places, note.text


def all_notes(own: tuple[Note, ...], brought: tuple[Note, ...]) -> tuple[Note, ...]:
    """All notes without duplicates; the new ones get free ids."""
    known = set(map(_contents, own))
    last = max((int(note.id.removeprefix(OWN)) for note in own), default=0)
    new = [note for note in brought if _contents(note) not in known]
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


def _selection_of(selected: Selection | None, catalog: Catalog) -> Selection | None:
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
