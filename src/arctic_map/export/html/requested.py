"""Applies the titles, languages and facts of a request to the scene of an HTML page."""

from dataclasses import replace

from arctic_map.export.request import Request
from arctic_map.scene.compose import APART, ICE, shows_subject, titles
from arctic_map.scene.page_texts import headline
from arctic_map.scene.scene import Scene
from arctic_map.scene.words.sources import drawn


def requested(scene: Scene, request: Request) -> Scene:
    """The scene with the request's titles, language of names and facts; routes are the default title."""
    scene = _without_subject(scene) if not (request.facts or shows_subject(scene)) else scene
    title_text, (title, subtitle) = headline(scene), titles(scene, scene.wording)
    title, subtitle = (title_text, title) if title_text else (title, subtitle)
    scene = replace(
        scene,
        title=title if request.title is None else request.title,
        subtitle=subtitle if request.subtitle is None else request.subtitle,
        preferences=replace(
            scene.preferences, names=request.names or request.language or scene.preferences.names
        ),
    )
    if not request.facts:
        return scene
    facts = tuple(fact for fact in scene.catalog.facts if fact.id in request.facts)
    shown = tuple(fact for fact in scene.facts if fact.id in request.facts)
    ids = {fact.id for fact in facts}
    catalog = replace(
        scene.catalog,
        facts=facts,
        people=tuple(person for person in scene.catalog.people if ids & set(person.facts)),
        charts=tuple(chart for chart in scene.catalog.charts if ids.issuperset(chart.facts)),
        tour=(),
    )
    return replace(scene, facts=shown, catalog=catalog)


def _without_subject(scene: Scene) -> Scene:
    """The scene of a page on something else, without the article's layers, facts and sources."""
    catalog = scene.catalog
    shown = {layer.id for layer in scene.layers if layer.shown}
    layers = tuple(each for each in catalog.layers if each.id in shown or each.topic in (*APART, ICE))
    ids = {layer.id for layer in layers}
    sources = drawn(catalog, layers)
    bare = replace(
        catalog,
        article="",
        layers=layers,
        sources=sources,
        facts=(),
        people=(),
        charts=(),
        tour=(),
        views=(),
        ledger=(),
        voyages=(),
        ice_ledger=(),
    )
    return replace(
        scene, layers=tuple(layer for layer in scene.layers if layer.id in ids), facts=(), catalog=bare
    )
