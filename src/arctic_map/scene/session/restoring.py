"""From a view that a picture carries to a session that shows it, and back."""

from collections.abc import Iterable
from datetime import date

from arctic_map.model.catalog import Catalog
from arctic_map.model.fact import Kind
from arctic_map.model.feature import Precision
from arctic_map.model.opened import PREFIX
from arctic_map.model.projection import Box
from arctic_map.model.saved_view import SavedView
from arctic_map.model.view import Goal, Selection
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.layer_order import is_movable, is_reordered, restored_order
from arctic_map.scene.session.session import Session
from arctic_map.scene.timeline import Range

MOST_FEATURES = 300
"""Ids of hidden features that a picture carries: more than the atlas has."""


def saved(scene: Scene, box: Box) -> SavedView:
    """The view of a scene whose map shows `box` (projected metres)."""
    return SavedView(
        projection=scene.projection.id,
        box=box,
        layers=tuple(layer.id for layer in scene.layers if layer.shown),
        files=tuple(layer.name for layer in scene.layers if layer.shown and layer.file),
        data=scene.catalog.version,
        order=tuple(layer.id for layer in scene.layers if is_movable(layer)) if is_reordered(scene) else (),
        features_hidden=_own_features(scene.features_hidden),
        opacity=tuple((layer.id, layer.opacity) for layer in scene.layers if layer.opacity < 1),
        when=(scene.when.first.isoformat(), scene.when.last.isoformat()) if scene.when else None,
        kinds_hidden=tuple(sorted(scene.kinds_hidden)),
        precisions_hidden=tuple(sorted(scene.precisions_hidden)),
        selected=scene.selected,
        theme=scene.look.name,
    )


def restored(view: SavedView, catalog: Catalog) -> Session:
    """The session that shows a view; what the catalogue no longer holds is left out.

    Layers that the picture did not know are hidden. Raises ValueError for days that no calendar has.
    """
    known = {layer.id for layer in catalog.layers}
    return Session(
        projection=view.projection,
        theme="dark" if view.theme == "dark" else "light",
        hidden=frozenset(known - {*view.layers}),
        features_hidden=frozenset(view.features_hidden) & catalog.features.keys(),
        opacity=tuple((id, value) for id, value in view.opacity if id in known and 0 <= value < 1),
        # A picture of 0.2 knows the order of the layers that it shows.
        order=restored_order(view.order or view.layers, catalog),
        selected=_selection(view.selected, catalog),
        when=_range(view.when),
        kinds_hidden=frozenset(view.kinds_hidden) & {*Kind},
        precisions_hidden=frozenset(view.precisions_hidden) & {*Precision},
        goal=Goal(view.box, smooth=False),
    )


def _own_features(ids: Iterable[str]) -> tuple[str, ...]:
    """Without those of the reader's files, which another computer would not know."""
    return tuple(sorted(id for id in ids if not id.startswith(PREFIX))[:MOST_FEATURES])


def missing(view: SavedView, catalog: Catalog) -> tuple[str, ...]:
    """Ids of the view's layers and facts that the catalogue does not hold."""
    layers = {layer.id for layer in catalog.layers}
    return (
        *(id for id in view.layers if id not in layers and not id.startswith(PREFIX)),
        *(id for id in view.facts if id not in catalog.fact),
    )


def missing_files(view: SavedView, catalog: Catalog) -> tuple[str, ...]:
    """Names of the view's opened files that are not open."""
    opened = {layer.name for layer in catalog.layers if layer.file}
    return tuple(name for name in view.files if name not in opened)


def _range(when: tuple[str, str] | None) -> Range | None:
    return Range(date.fromisoformat(when[0]), date.fromisoformat(when[1])) if when else None


def _selection(selected: Selection | None, catalog: Catalog) -> Selection | None:
    """The selection, if the catalogue holds what it names."""
    if selected is None:
        return None
    held = (
        selected.feature is None or selected.feature in catalog.features,
        selected.fact is None or selected.fact in catalog.fact,
        selected.person is None or selected.person in catalog.person,
        all(id in catalog.features for id in selected.compared),
    )
    return selected if all(held) else None
