"""The whole state of a window as one value, and the functions from one state to the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from arctic_map.model.catalog import Catalog, Layer
from arctic_map.model.feature import Feature
from arctic_map.model.itinerary import FEATURES
from arctic_map.model.itinerary import LAYER as ROUTE
from arctic_map.model.note import LAYERS as NOTE_LAYERS
from arctic_map.model.note import PREFIX as OWN
from arctic_map.model.opened import PREFIX
from arctic_map.scene.compose import compose
from arctic_map.scene.memo import Identity
from arctic_map.scene.opened_files import with_files
from arctic_map.scene.session.actions import Action, close_file, open_file
from arctic_map.scene.session.history import History, recorded
from arctic_map.scene.styling import has_bands, known_styles, styled
from arctic_map.scene.words.words import layer_name, name_of

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.drawing import Label
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.model.opened import OpenedFile
    from arctic_map.model.problem import Problem
    from arctic_map.model.tr import Wording
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.drawings.file_layers import FileLayer, OpenedDrawings
    from arctic_map.scene.drawings.route_labels import RouteLabelContext
    from arctic_map.scene.routing.routes import Plan
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.session.session import Session


@dataclass(frozen=True, eq=False, kw_only=True)
class State:
    """The state of a window; the functions of this module keep its parts consistent."""

    content: Catalog
    """The atlas itself."""
    session: Session
    drawings: Drawings
    languages: Callable[[], Sequence[Wording]]
    """Returns the languages of pages on which ways may be labelled."""
    catalog: Catalog
    """The atlas with opened files, notes and the route."""
    styled: Catalog
    """The same with opened files in their styles."""
    files: Mapping[str, OpenedFile] = field(default_factory=dict)
    """Opened files by layer id, in the order of opening."""
    refused: Mapping[str, Problem] = field(default_factory=dict)
    """Why files are not shown, by path."""
    plan: Plan | None = None
    """The last result for a requested route."""
    history: History = field(default_factory=History)
    noted: Hashable = None
    """Cache key of the drawings of notes; None without any."""
    joined: Hashable = None
    """Cache key of `catalog`."""
    dressed: Hashable = None
    """Cache key of `styled`."""

    def layer(self, layer_id: str) -> FileLayer:
        """What was computed for an opened file."""
        return self.drawings.files.layer(layer_id)

    def styles(self) -> Iterable[tuple[str, LayerStyle]]:
        """Layer id and style of open files, as far as their tables have its fields."""
        styles = self.drawings.files.shown(self.session.styles)
        return ((id, style) for id, style in styles if id in self.files)


def first_state(
    content: Catalog, session: Session, drawings: Drawings, languages: Callable[[], Sequence[Wording]]
) -> State:
    """The state of a new window."""
    return _settled(
        State(
            content=content,
            session=session,
            drawings=drawings,
            languages=languages,
            catalog=content,
            styled=content,
        )
    )


def scene_of(state: State) -> Scene:
    """The scene of a state."""
    return compose(state.styled, state.session, state.drawings, state.plan)


def first_scene_of(state: State) -> Scene:
    """The scene without opened files, notes and route, which are loaded later."""
    chosen = state.session.selected
    own = chosen is not None and (chosen.feature or "").startswith((PREFIX, OWN, FEATURES))
    session = replace(state.session, selected=None if own else chosen)
    return compose(state.content, session, state.drawings)


def acted(state: State, actions: Iterable[Action], at: float | None) -> State:
    """Apply actions one after the other, as one step that can be undone at time `at`; None for no step."""
    session = state.session
    for action in actions:
        session = action(session)
    after = replace(state, session=session)
    return _settled(after if at is None else _recorded(state, after, at))


def edited(state: State, number: int, content: Catalog, name: str, at: float) -> State:
    """Replace the content by another version, as a named step that can be undone."""
    after = _with_content(replace(state, session=replace(state.session, edition=number)), content)
    return _settled(_recorded(state, after, at, name))


def returned(state: State, history: History, session: Session, content: Catalog | None) -> State:
    """Go to another step of the history; `content` is None if that of its session is lost."""
    if session.edition != state.session.edition:
        if content is None:
            session = replace(session, edition=state.session.edition)
        else:
            state = _with_content(state, content)
    removed = [id for id, file in state.files.items() if file.layer.file not in session.files]
    return _settled(replace(_without_files(state, removed), history=history, session=session))


def with_problems(state: State, problems: tuple[Problem, ...]) -> State:
    """Replace the problems of the content."""
    return _settled(replace(state, content=replace(state.content, problems=problems)))


def opened(state: State, file: OpenedFile, drawn: OpenedDrawings, at: float) -> State:
    """Add the layer of a file, or replace it."""
    refused = {path: why for path, why in state.refused.items() if path != file.layer.file}
    drawings = state.drawings.with_files(state.drawings.files.with_file(drawn))
    after = replace(state, files={**state.files, file.layer.id: file}, refused=refused, drawings=drawings)
    return acted(after, [open_file(file.layer.file)], at)


def redrawn(state: State, file: OpenedFile) -> State:
    """Replace a file, and request its drawings again."""
    drawings = state.drawings.with_files(state.drawings.files.redrawn(file.layer.id))
    return with_file(replace(state, drawings=drawings), file)


def with_file(state: State, file: OpenedFile) -> State:
    """Replace the description of an open file."""
    return _settled(replace(state, files={**state.files, file.layer.id: file}))


def closed(state: State, layer_id: str, at: float) -> State:
    """Close a file."""
    path = state.files[layer_id].layer.file
    return acted(_without_files(state, [layer_id]), [close_file(path, layer_id)], at)


def refused(state: State, path: str, layer_id: str, problem: Problem, *, missing: bool) -> State:
    """Store why a file is not shown, and close it; a missing one keeps its settings, as it may come back."""
    after = replace(_without_files(state, [layer_id]), refused={**state.refused, path: problem})
    return acted(after, [] if missing else [close_file(path, layer_id)], None)


def pardoned(state: State, path: str) -> State:
    """Remove the problem of a file that no longer exists, or that was closed."""
    return _settled(
        replace(state, refused={each: why for each, why in state.refused.items() if each != path})
    )


def planned(state: State, plan: Plan | None) -> State:
    """Replace the result for a route."""
    return _settled(replace(state, plan=plan))


def computed(state: State, layer_id: str, layer: FileLayer) -> State:
    """Replace what was computed for a file; unchanged if it was closed in the meantime."""
    if layer_id not in state.files:
        return state
    files = state.drawings.files.with_layer(layer_id, layer)
    return _settled(replace(state, drawings=replace(state.drawings, files=files)))


def labelled(state: State, layer_id: str, labels: tuple[Label, ...]) -> State:
    """Add labels by a field, placed in the present projection."""
    key = state.drawings.files.named_by.get(layer_id, "")
    return computed(
        state, layer_id, replace(state.layer(layer_id), labels=(key, state.session.projection, labels))
    )


def with_route_names(state: State, given: RouteLabelContext, names: Mapping[str, tuple[Label, ...]]) -> State:
    """Add the labels of a map with a route."""
    return replace(state, drawings=state.drawings.with_route_names(given, names))


def _recorded(before: State, after: State, at: float, name: str = "") -> State:
    names = {layer.id: layer_name(layer) for layer in before.catalog.layers}
    changed = before.session.features_hidden ^ after.session.features_hidden
    known = before.catalog.features if changed else {}
    called = after.session.preferences.names
    names |= {id: name_of(known[id], called) for id in changed if id in known}
    history = recorded(before.history, before.session, after.session, names, at, name)
    return replace(after, history=history)


def _with_content(state: State, content: Catalog) -> State:
    content = with_fingerprints(state.content, content)
    return replace(state, content=content, drawings=state.drawings.with_content(content))


def _without_files(state: State, layer_ids: Iterable[str]) -> State:
    ids = [*layer_ids]
    drawn = state.drawings.files
    for id in ids:
        drawn = drawn.without(id)
    files = {id: file for id, file in state.files.items() if id not in ids}
    return replace(state, files=files, drawings=state.drawings.with_files(drawn) if ids else state.drawings)


def _settled(state: State) -> State:
    """Update catalogue, drawings and selection to the other fields; unchanged parts keep their identity."""
    state = _with_catalog(_with_notes(state))
    route = next((layer for layer in state.catalog.layers if layer.id == ROUTE), None)
    if route is not state.drawings.route:
        state = replace(state, drawings=state.drawings.with_route(route))
    drawn = state.drawings.files
    if state.session.styles or drawn.painted_by or drawn.named_by or _has_bands(state):
        return _in_style(state)
    return replace(state, styled=state.catalog, dressed=None)


def _hidden_notes(session: Session) -> frozenset[str]:
    return session.features_hidden & {note.id for note in session.notes}


def _with_notes(state: State) -> State:
    """Update the drawings of notes, for visible notes and the units of the session."""
    session = state.session
    hidden = _hidden_notes(session)
    of = Identity(session.notes), session.preferences, hidden, state.content.symbology.digest
    if state.noted == (of if session.notes else None):
        return state
    from arctic_map.scene.sketches.notes import drawings_of  # loads numpy late: most sessions have no notes

    drawn = state.drawings.files
    for layer_id in NOTE_LAYERS:
        drawn = drawn.without(layer_id)
    for each in drawings_of(state.content, session.notes, session.preferences, hidden):
        drawn = drawn.with_file(each)
    noted = of if session.notes else None
    return replace(state, noted=noted, drawings=state.drawings.with_files(drawn))


def _with_catalog(state: State) -> State:
    """Update the catalogue: content, files, notes, route, and problems of files that are not shown."""
    session, plan = state.session, state.plan
    parts = state.content, *state.files.values(), *state.refused.values(), plan
    of = *map(Identity, parts), session.names, session.preferences.units, state.noted
    if state.joined == of:
        return state
    catalog = with_files(state.content, state.files.values(), dict(session.names))
    if session.notes:
        from arctic_map.scene.sketches.notes import with_notes  # late: loads numpy, seldom needed

        hidden = _hidden_notes(session)
        catalog = with_notes(catalog, session.notes, session.preferences, hidden)
    if plan is not None:
        from arctic_map.scene.routing.way_layer import with_route  # late, as only a requested route needs it

        catalog = with_route(catalog, plan, session.preferences.units, state.languages())
    if state.refused:
        catalog = replace(catalog, problems=(*catalog.problems, *state.refused.values()))
    return replace(state, joined=of, catalog=catalog, session=_sound(session, catalog))


def _in_style(state: State) -> State:
    styles = dict(state.styles())
    drawings = state.drawings.in_style(styles, state.session.when)
    known, days = known_styles(state.catalog, styles, drawings)
    when = state.session.when if _has_bands(state) else None
    of = Identity(state.catalog), tuple(known.items()), tuple(days.items()), when
    if state.dressed == of:
        return replace(state, drawings=drawings)
    catalog = styled(state.catalog, known, days, when) if known else state.catalog
    return replace(state, drawings=drawings, dressed=of, styled=catalog)


def _has_bands(state: State) -> bool:
    return any(has_bands(file.layer) for file in state.files.values())


def _sound(session: Session, catalog: Catalog) -> Session:
    """Clear the selection if the catalogue no longer has it."""
    selected = session.selected
    if selected is None:
        return session
    feature = selected.feature
    lost = (
        feature is not None and feature not in catalog.features and catalog.rows_of(feature) is None,
        selected.fact is not None and selected.fact not in catalog.fact,
        selected.person is not None and selected.person not in catalog.person,
        not all(id in catalog.features for id in selected.compared),
    )
    return replace(session, selected=None) if any(lost) else session


def with_fingerprints(before: Catalog, after: Catalog) -> Catalog:
    """The later version, with earlier fingerprints for layers that are equal but for the ids of facts."""
    if before.symbology != after.symbology:
        return after
    known = {layer.id: layer for layer in before.layers}
    return replace(after, layers=tuple(_layer(known.get(layer.id), layer) for layer in after.layers))


def _layer(before: Layer | None, after: Layer) -> Layer:
    if before is None or before.kind is not after.kind or _marks(before) != _marks(after):
        return after
    return replace(after, digest=before.digest)


def _marks(layer: Layer) -> tuple[Feature, ...]:
    return tuple(replace(feature, facts=feature.facts and ("",)) for feature in layer.features)
