"""What has changed on the map, as sentences for screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from arctic_map.model.tr import labelled, tr, tr_content, tr_count
from arctic_map.scene.routing.way_texts import route_in_words

if TYPE_CHECKING:
    from arctic_map.scene.scene import Scene

MAX_LAYERS = 3
"""Most layers that are named one by one."""


def announcements(before: Scene, after: Scene) -> tuple[str, ...]:
    """Sentences on layers, selection, dates, month, routes and projection.

    None for a moved map, and none during the tour, whose captions are announced.
    """
    if before.story or after.story:
        return ()
    return tuple(
        sentence
        for changed in (_layers, _selection, _dates, _routes, _projection)
        for sentence in changed(before, after)
    )


def _layers(before: Scene, after: Scene) -> Iterator[str]:
    was = {layer.id: layer.shown for layer in before.layers}
    turned = [layer for layer in after.layers if was.get(layer.id, layer.shown) != layer.shown]
    for shown in (True, False):
        names = [layer.name for layer in turned if layer.shown == shown]
        if len(names) > MAX_LAYERS:
            count = len(names)
            yield (
                tr_count(count, "{count} layer is shown", "{count} layers are shown")
                if shown
                else tr_count(count, "{count} layer is hidden", "{count} layers are hidden")
            )
            continue
        for name in names:
            yield tr("Layer shown: {name}", name=name) if shown else tr("Layer hidden: {name}", name=name)


def _selection(before: Scene, after: Scene) -> Iterator[str]:
    """Yield the text of the popup, or of the selected fact; the status bar and the table count features."""
    now, was = after.selected, before.selected
    if now == was:
        return
    if now is None:
        yield tr("Nothing is selected.").removesuffix(".")
    elif (card := after.card) and (now.feature or now.position):
        lines = (labelled(heading, text) for heading, text in card.lines)
        facts = [tr_count(len(card.facts), "{count} fact", "{count} facts")] if card.facts else []
        yield ". ".join([card.title, *lines, *facts])
    elif now.fact and (fact := after.catalog.fact.get(now.fact)):
        yield f"{fact.id}. {tr_content(fact.text)}"
    elif now.person and (person := after.catalog.person.get(now.person)):
        yield ". ".join([person.name, tr_count(len(person.facts), "{count} fact", "{count} facts")])


def _dates(before: Scene, after: Scene) -> Iterator[str]:
    if after.period != before.period:
        yield after.period or tr("All times")
    if after.month != before.month and after.month is not None:
        yield tr("Ice in {month}", month=after.wording.months[after.month - 1])


def _routes(before: Scene, after: Scene) -> Iterator[str]:
    if after.routes and [(each.by, each.km) for each in after.routes] != [
        (each.by, each.km) for each in before.routes
    ]:
        yield ". ".join(
            (
                tr_count(len(after.routes), "{count} route was found", "{count} routes were found"),
                *map(route_in_words, after.routes),
            )
        )


def _projection(before: Scene, after: Scene) -> Iterator[str]:
    if after.projection.id != before.projection.id:
        yield after.projection.label
