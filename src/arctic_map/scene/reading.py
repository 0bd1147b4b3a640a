"""The order in which layers, features and facts are listed, and their facts and figures to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from arctic_map.model.catalog import BASE, Catalog
from arctic_map.model.chart import FigureRef
from arctic_map.model.fact import Figure
from arctic_map.model.itinerary import TOPIC as ROUTE
from arctic_map.model.note import TOPIC as YOURS
from arctic_map.model.opened import TOPIC as OPENED
from arctic_map.model.tr import tr
from arctic_map.scene.words.words import figure_text

if TYPE_CHECKING:
    from arctic_map.model.fact import Fact
    from arctic_map.model.projection import Selection
    from arctic_map.scene.scene import Scene, SceneLayer


def by_topic(layers: Iterable[SceneLayer], topics: Iterable[str]) -> dict[str, tuple[SceneLayer, ...]]:
    """Layers by topic in the order of `topics`, topmost first; topics without layers are omitted."""
    groups: dict[str, list[SceneLayer]] = {}
    for layer in reversed(tuple(layers)):
        groups.setdefault(layer.topic, []).append(layer)
    return {topic: tuple(groups[topic]) for topic in sorted(groups, key=_order(topics))}


def subject(layers: Iterable[SceneLayer]) -> tuple[str, ...]:
    """Ids of the layers of the article, without the base map and the reader's files, notes and route."""
    return tuple(layer.id for layer in layers if layer.topic not in (BASE, OPENED, YOURS, ROUTE))


def facts_in_order(facts: Iterable[Fact], topics: Iterable[str]) -> tuple[Fact, ...]:
    """The facts in the order of topics."""
    place = _order(topics)
    return tuple(sorted(facts, key=lambda fact: place(fact.topic)))


def facts_about(scene: Scene, subject: Selection | None) -> tuple[Fact, ...]:
    """Visible facts in reading order, of the subject's features or person if it has any."""
    if subject is None or subject.person is None:
        chosen = {*subject.compared, subject.feature} - {None} if subject else set()
        about = (fact for fact in scene.facts if not chosen or not chosen.isdisjoint(fact.features))
    else:
        person = scene.catalog.person.get(subject.person)
        about = (fact for fact in scene.facts if person and fact.id in person.facts)
    return facts_in_order(about, scene.catalog.topic)


def facts_selected(scene: Scene) -> tuple[str, ...]:
    """Ids of the selected fact, or of the visible facts about the selected features or person."""
    selected = scene.selected
    if selected is None:
        return ()
    if selected.fact is not None:
        return (selected.fact,)
    if selected.feature is None and selected.person is None and not selected.compared:
        return ()
    return tuple(fact.id for fact in facts_about(scene, selected))


def features_in_order(scene: Scene) -> tuple[str, ...]:
    """Ids of all features in visible layers, except for the base map."""
    features_of = {layer.id: layer.features for layer in scene.catalog.layers}
    return tuple(
        feature.id
        for layers in by_topic(scene.layers, scene.catalog.topic).values()
        for layer in layers
        if layer.shown and layer.topic != BASE
        for feature in features_of[layer.id]
    )


def stepped(ids: Sequence[str], current: str | None, step: int) -> str | None:
    """The id `step` positions on, cyclically; without a current one the first or last. None if empty."""
    if not ids:
        return None
    if current not in ids:
        return ids[0] if step > 0 else ids[-1]
    return ids[(ids.index(current) + step) % len(ids)]


def _order(topics: Iterable[str]) -> Callable[[str], int]:
    """The place of each topic: notes and files of the reader first, the base map and the route last."""
    places = {topic: place for place, topic in enumerate((YOURS, OPENED, *topics, BASE, ROUTE))}
    return lambda topic: places.get(topic, places[BASE])


def figure_of(catalog: Catalog, ref: FigureRef) -> Figure | None:
    """The figure for a reference such as `T5.1`; None if it does not exist."""
    fact = catalog.fact.get(ref.fact)
    return fact.figures[ref.number - 1] if fact and ref.number <= len(fact.figures) else None


def figure_choices(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """Reference and text of all figures in the order of facts: `T3.1  18,709 km, of the longer way`."""
    return tuple(
        (f"{fact.id}.{number}", f"{fact.id}.{number}  {_described(figure)}")
        for fact in catalog.facts
        for number, figure in enumerate(fact.figures, 1)
    )


def fact_choices(catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """Id and text of all facts: `T3  The way by the north is shorter`."""
    return tuple((fact.id, f"{fact.id}  {fact.headline or fact.text}") for fact in catalog.facts)


def _described(figure: Figure) -> str:
    return tr(", ").join(filter(None, (figure_text(figure), figure.what)))
