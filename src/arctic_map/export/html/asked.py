"""Applies the titles, languages and facts of a request to the scene of an HTML page."""

from dataclasses import replace

from arctic_map.export.request import Request
from arctic_map.scene.scene import Scene
from arctic_map.scene.ways_on_page import headline


def asked(scene: Scene, request: Request) -> Scene:
    """The scene with the request's titles, language of names and facts; routes are the default title."""
    says = headline(scene)
    title, subtitle = (says, scene.title) if says else (scene.title, scene.subtitle)
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
    return replace(scene, facts=shown, catalog=replace(scene.catalog, facts=facts))
