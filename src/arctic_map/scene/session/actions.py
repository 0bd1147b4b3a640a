"""Actions of the user: each is a small function Session -> Session."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from arctic_map.model.itinerary import FEATURES, LAYER
from arctic_map.model.projection import Box, Goal, Projection, Selection, Viewport
from arctic_map.model.style import Theme
from arctic_map.scene.session.approach import home_of
from arctic_map.scene.session.session import Session

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog
    from arctic_map.model.itinerary import Itinerary, Speeds
    from arctic_map.model.layer_style import LayerStyle
    from arctic_map.model.note import Note
    from arctic_map.model.preferences import Preferences
    from arctic_map.model.saved_view import SavedView
    from arctic_map.scene.session.history import VisitedView
    from arctic_map.scene.timeline import Range

Action = Callable[[Session], Session]


def toggle_layer(layer_id: str) -> Action:
    """Hide a visible layer, or show a hidden one."""
    return lambda session: replace(session, hidden=session.hidden ^ {layer_id})


def show_layers(layer_ids: Iterable[str], shown: bool) -> Action:
    """Show or hide layers."""
    ids = frozenset(layer_ids)
    return lambda session: replace(session, hidden=session.hidden - ids if shown else session.hidden | ids)


def show_features(feature_ids: Iterable[str], shown: bool) -> Action:
    """Show or hide single features; a hidden one is deselected."""
    ids = frozenset(feature_ids)

    def action(session: Session) -> Session:
        if shown:
            return replace(session, features_hidden=session.features_hidden - ids)
        chosen = session.selected.feature if session.selected else None
        return replace(
            session,
            features_hidden=session.features_hidden | ids,
            selected=None if chosen in ids else session.selected,
        )

    return action


def fade_layer(layer_id: str, opacity: float) -> Action:
    """Set the opacity of a layer, 0 to 1."""

    def action(session: Session) -> Session:
        others = tuple((id, value) for id, value in session.opacity if id != layer_id)
        entry = () if opacity >= 1 else ((layer_id, max(0.0, opacity)),)
        return replace(session, opacity=others + entry)

    return action


def style_layer(layer_id: str, style: LayerStyle | None) -> Action:
    """Set the style of an opened file's layer; None for the default."""

    def action(session: Session) -> Session:
        others = tuple((id, own) for id, own in session.styles if id != layer_id)
        return replace(session, styles=(*others, (layer_id, style)) if style else others)

    return action


def rename_layer(layer_id: str, name: str) -> Action:
    """Rename an opened file's layer; an empty name restores that of the file."""

    def action(session: Session) -> Session:
        others = tuple((id, own) for id, own in session.names if id != layer_id)
        return replace(session, names=(*others, (layer_id, name)) if name else others)

    return action


def order_as_made(session: Session) -> Session:
    """Restore the default order of layers: that of the catalogue, with files on top."""
    return replace(session, order=())


def open_file(path: str) -> Action:
    """Add a file to the open ones."""

    def action(session: Session) -> Session:
        files = session.files if path in session.files else (*session.files, path)
        return replace(session, files=files)

    return action


def close_file(path: str, layer_id: str) -> Action:
    """Remove a file and all settings of its layer."""

    def action(session: Session) -> Session:
        chosen = session.selected.feature if session.selected else None
        return replace(
            session,
            files=tuple(each for each in session.files if each != path),
            hidden=session.hidden - {layer_id},
            features_hidden=frozenset(
                id for id in session.features_hidden if not id.startswith(f"{layer_id}.")
            ),
            opacity=tuple((id, value) for id, value in session.opacity if id != layer_id),
            styles=tuple((id, style) for id, style in session.styles if id != layer_id),
            names=tuple((id, name) for id, name in session.names if id != layer_id),
            order=tuple(id for id in session.order if id != layer_id),
            selected=None if chosen and chosen.startswith(f"{layer_id}.") else session.selected,
        )

    return action


def keep_note(note: Note) -> Action:
    """Add a note or replace the one with its id, and show it."""

    def action(session: Session) -> Session:
        known = any(each.id == note.id for each in session.notes)
        notes = (note if each.id == note.id else each for each in session.notes)
        return replace(
            session,
            notes=tuple(notes) if known else (*session.notes, note),
            hidden=session.hidden - {note.layer},
            features_hidden=session.features_hidden - {note.id},
        )

    return action


def delete_notes(note_ids: Iterable[str]) -> Action:
    """Delete notes and their settings."""
    ids = frozenset(note_ids)

    def action(session: Session) -> Session:
        chosen = session.selected.feature if session.selected else None
        return replace(
            session,
            notes=tuple(note for note in session.notes if note.id not in ids),
            features_hidden=session.features_hidden - ids,
            selected=None if chosen in ids else session.selected,
        )

    return action


def select_feature(feature_id: str) -> Action:
    return lambda session: replace(session, selected=Selection(feature=feature_id))


def select_features(feature_ids: Iterable[str]) -> Action:
    """Select one feature, or highlight several together."""
    ids = tuple(feature_ids)
    if len(ids) == 1:
        return select_feature(ids[0])
    return lambda session: replace(session, selected=Selection(compared=ids) if ids else None)


def select_fact(fact_id: str) -> Action:
    return lambda session: replace(session, selected=Selection(fact=fact_id))


def select_person(person_id: str) -> Action:
    return lambda session: replace(session, selected=Selection(person=person_id))


def select_position(lon: float, lat: float) -> Action:
    """Select a position in degrees."""
    return lambda session: replace(session, selected=Selection(position=(lon, lat)))


def compare(feature_ids: Iterable[str], fact_id: str | None) -> Action:
    """Highlight only these features, and select the fact about them."""
    compared = tuple(feature_ids)
    return lambda session: replace(session, selected=Selection(fact=fact_id, compared=compared))


def select_nothing(session: Session) -> Session:
    return replace(session, selected=None)


def change_projection(projection: Projection, catalog: Catalog | None = None) -> Action:
    """Change the projection and go to its home extent, or that of the atlas."""
    box = (home_of(catalog, projection) if catalog else None) or projection.in_window
    return lambda session: replace(
        session, projection=projection.id, viewport=None, goal=Goal(box, smooth=False)
    )


def prefer(theme: Theme, preferences: Preferences) -> Action:
    """Set theme and preferences."""
    return lambda session: replace(session, theme=theme, preferences=preferences)


def keep_page(page: SavedView | None) -> Action:
    """Store the texts entered for the page of a map."""
    return lambda session: replace(session, page=page)


def choose_range(when: Range | None) -> Action:
    """Show only what overlaps this period, and everything without a date."""
    return lambda session: replace(session, when=when)


def choose_month(month: int | None) -> Action:
    """Show the ice of this month, 1 to 12; None for September and March."""
    return lambda session: replace(session, month=month)


def plan_route(route: Itinerary) -> Action:
    """Request a route, show its layer, and deselect a previous way."""

    def action(session: Session) -> Session:
        chosen = session.selected.feature if session.selected else None
        lost = chosen is not None and chosen.startswith(FEATURES)
        return replace(
            session, route=route, hidden=session.hidden - {LAYER}, selected=None if lost else session.selected
        )

    return action


def choose_speeds(speeds: Speeds) -> Action:
    """Set the speeds for the days of a route."""
    return lambda session: replace(session, speeds=speeds)


def toggle_kind(kind: str) -> Action:
    """Hide or show a kind of facts."""
    return lambda session: replace(session, kinds_hidden=session.kinds_hidden ^ {kind})


def toggle_precision(precision: str) -> Action:
    """Hide or show a class of precision."""
    return lambda session: replace(session, precisions_hidden=session.precisions_hidden ^ {precision})


def filter_nothing(session: Session) -> Session:
    """Remove the filters by date, kind and precision."""
    return replace(session, when=None, kinds_hidden=frozenset(), precisions_hidden=frozenset())


def go_to(box: Box, *, smooth: bool = True, exact: bool = False) -> Action:
    """Show this box with margin and beside the legend; if `exact`, as large as possible."""
    return lambda session: replace(session, goal=Goal(box, smooth, exact))


def go_back_to(box: Box) -> Action:
    """Restore a former view, exactly once the map has the same size as then."""
    return lambda session: replace(session, goal=Goal(box, smooth=False, exact=True))


def view_moved(viewport: Viewport) -> Action:
    """Store the viewport that the page reported."""
    return lambda session: replace(session, viewport=viewport, goal=None)


def revisit(visit: VisitedView) -> Action:
    """Restore the box and selection of a visit; its projection must be set already."""
    return lambda session: replace(
        session, selected=visit.selected, goal=Goal(visit.box, smooth=False, exact=True)
    )
