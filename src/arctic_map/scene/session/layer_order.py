"""The draw order of layers: that of the catalogue, or as the reader moved them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from arctic_map.model.catalog import BASE
from arctic_map.model.tr import tr
from arctic_map.scene.session.journeys import Journey

if TYPE_CHECKING:
    from arctic_map.model.catalog import Catalog, Layer
    from arctic_map.scene.scene import Scene, SceneLayer
    from arctic_map.scene.session.actions import Action
    from arctic_map.scene.session.session import Session


def is_movable(layer: Layer | SceneLayer) -> bool:
    """Whether a layer can be moved; the base map stays below, and its names above."""
    return layer.topic != BASE


def ordered(layers: Sequence[Layer], order: Sequence[str]) -> tuple[Layer, ...]:
    """Layers in draw order, bottom first: movable ones by `order`, with others on top."""
    if not order:
        return tuple(layers)
    ranks = {id: rank for rank, id in enumerate(order)}
    movable = sorted(filter(is_movable, layers), key=lambda layer: ranks.get(layer.id, len(ranks)))
    following = iter(movable)
    return tuple(next(following) if is_movable(layer) else layer for layer in layers)


def move_layer(layer_id: str, to: int, catalog: Catalog) -> Action:
    """Move a layer to index `to` of the movable ones, from the bottom."""

    def action(session: Session) -> Session:
        usual = _movable(catalog.layers)
        if layer_id not in usual:
            return session
        others = [id for id in _movable(ordered(catalog.layers, session.order)) if id != layer_id]
        place = min(max(to, 0), len(others))
        # Files of the last session that are still being read keep their positions.
        remaining = [id for id in (*session.order, *usual) if id != layer_id]
        order = list(dict.fromkeys(remaining))
        order.insert(order.index(others[place]) if place < len(others) else len(order), layer_id)
        return replace(session, order=() if order == usual else tuple(order))

    return action


def restored_order(shown: Iterable[str], catalog: Catalog) -> tuple[str, ...]:
    """The order in which these layers follow each other; others keep their positions."""
    usual = _movable(catalog.layers)
    ids = [id for id in dict.fromkeys(shown) if id in usual]
    following = iter(ids)
    order = [next(following) if id in ids else id for id in usual]
    return () if order == usual else tuple(order)


def place_of(layer_id: str, scene: Scene) -> int | None:
    """Index of a layer among the movable ones, from the bottom; None if it cannot be moved."""
    movable = _movable(scene.layers)
    return movable.index(layer_id) if layer_id in movable else None


def stepped_layer(layer_id: str | None, step: int, scene: Scene) -> int | None:
    """Index of a layer moved up by `step`; None if that is impossible."""
    place = place_of(layer_id, scene) if layer_id else None
    to = None if place is None else place + step
    return to if to is not None and 0 <= to < len(_movable(scene.layers)) else None


def place_between(layer_id: str, above: str | None, below: str | None, scene: Scene) -> int | None:
    """Index of a layer directly above `below`, or else directly below `above`; None if impossible."""
    movable = _movable(scene.layers)
    if layer_id not in movable:
        return None
    if layer_id in (above, below):
        return movable.index(layer_id)
    movable.remove(layer_id)
    if below in movable:
        return movable.index(below) + 1
    return movable.index(above) if above in movable else None


def is_reordered(scene: Scene) -> bool:
    """Whether the layers are in another order than in the catalogue."""
    return _movable(scene.layers) != _movable(scene.catalog.layers)


def to_place(layer_id: str, to: int, scene: Scene) -> Journey:
    """Move a layer to index `to`, and name its neighbours."""
    names = {layer.id: layer.name for layer in scene.layers}
    others = [id for id in _movable(scene.layers) if id != layer_id]
    under = next((names[id] for id in others[max(to - 1, 0) : max(to, 0)]), "")
    over = next((names[id] for id in others[max(to, 0) : max(to, 0) + 1]), "")
    text = ""
    if layer_id in names and under and over:
        text = tr(
            "{name} is drawn above {under} and below {over}", name=names[layer_id], under=under, over=over
        )
    elif layer_id in names and under:
        text = tr("{name} is drawn above {under}", name=names[layer_id], under=under)
    elif layer_id in names and over:
        text = tr("{name} is drawn below {over}", name=names[layer_id], over=over)
    return Journey((move_layer(layer_id, to, scene.catalog),), text)


def _movable(layers: Iterable[Layer | SceneLayer]) -> list[str]:
    return [layer.id for layer in layers if is_movable(layer)]
