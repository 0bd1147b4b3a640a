"""What a user can do to a session: each action is a small function Session -> Session."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from arctic_map.model.projection import Box, Projection
from arctic_map.model.style import Theme
from arctic_map.model.view import Goal, Selection, Viewport
from arctic_map.scene.session.session import Session

if TYPE_CHECKING:
    from arctic_map.model.preferences import Preferences
    from arctic_map.scene.session.visits import Visit
    from arctic_map.scene.timeline import Range

Action = Callable[[Session], Session]


def toggle_layer(layer_id: str) -> Action:
    return lambda session: replace(session, hidden=session.hidden ^ {layer_id})


def show_layers(layer_ids: Iterable[str], shown: bool) -> Action:
    ids = frozenset(layer_ids)
    return lambda session: replace(session, hidden=session.hidden - ids if shown else session.hidden | ids)


def show_features(feature_ids: Iterable[str], shown: bool) -> Action:
    """Single features of their layers; a hidden one is no longer selected."""
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
    def action(session: Session) -> Session:
        others = tuple((id, value) for id, value in session.opacity if id != layer_id)
        mine = () if opacity >= 1 else ((layer_id, max(0.0, opacity)),)
        return replace(session, opacity=others + mine)

    return action


def order_as_made(session: Session) -> Session:
    """Draw the layers in the catalogue's order again, files on top as they were opened."""
    return replace(session, order=())


def open_file(path: str) -> Action:
    """Remember that the file is open; its layer is shown."""

    def action(session: Session) -> Session:
        files = session.files if path in session.files else (*session.files, path)
        return replace(session, files=files)

    return action


def close_file(path: str, layer_id: str) -> Action:
    """Forget the file, and what was said of its layer."""

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
            order=tuple(id for id in session.order if id != layer_id),
            selected=None if chosen and chosen.startswith(f"{layer_id}.") else session.selected,
        )

    return action


def select_feature(feature_id: str) -> Action:
    return lambda session: replace(session, selected=Selection(feature=feature_id))


def select_fact(fact_id: str) -> Action:
    return lambda session: replace(session, selected=Selection(fact=fact_id))


def select_person(person_id: str) -> Action:
    return lambda session: replace(session, selected=Selection(person=person_id))


def select_position(lon: float, lat: float) -> Action:
    """Degrees."""
    return lambda session: replace(session, selected=Selection(position=(lon, lat)))


def compare(feature_ids: Iterable[str], fact_id: str | None) -> Action:
    """Light up just these features, and select the fact that speaks of them."""
    compared = tuple(feature_ids)
    return lambda session: replace(session, selected=Selection(fact=fact_id, compared=compared))


def select_nothing(session: Session) -> Session:
    return replace(session, selected=None)


def change_projection(projection: Projection) -> Action:
    return lambda session: replace(
        session, projection=projection.id, viewport=None, goal=Goal(projection.home, smooth=False)
    )


def change_theme(theme: Theme) -> Action:
    return lambda session: replace(session, theme=theme)


def prefer(theme: Theme, preferences: Preferences) -> Action:
    return lambda session: replace(session, theme=theme, preferences=preferences)


def choose_range(when: Range | None) -> Action:
    """Show only what these days touch, and all that has no date."""
    return lambda session: replace(session, when=when)


def toggle_kind(kind: str) -> Action:
    return lambda session: replace(session, kinds_hidden=session.kinds_hidden ^ {kind})


def toggle_precision(precision: str) -> Action:
    return lambda session: replace(session, precisions_hidden=session.precisions_hidden ^ {precision})


def filter_nothing(session: Session) -> Session:
    """Show all facts and features again, whatever their date, kind and precision."""
    return replace(session, when=None, kinds_hidden=frozenset(), precisions_hidden=frozenset())


def go_to(box: Box, *, smooth: bool = True, exact: bool = False) -> Action:
    """Show this box with room round it and clear of the legend; if `exact`, as large as it can be."""
    return lambda session: replace(session, goal=Goal(box, smooth, exact))


def go_back_to(viewport: Viewport) -> Action:
    """Show exactly what was shown there, if the map has the same size."""
    return lambda session: replace(session, goal=Goal(viewport.box, smooth=False, exact=True))


def view_moved(viewport: Viewport) -> Action:
    return lambda session: replace(session, viewport=viewport, goal=None)


def revisit(visit: Visit) -> Action:
    """Show what was shown there, with what was selected; the projection is to be the visit's already."""
    return lambda session: replace(
        session, selected=visit.selected, goal=Goal(visit.box, smooth=False, exact=True)
    )
