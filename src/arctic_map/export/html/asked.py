"""The scene with the words, names and facts that a request asks for, where the file is no page of paper."""

from dataclasses import replace

from arctic_map.export.request import Request
from arctic_map.scene.scene import Scene
from arctic_map.scene.ways_on_page import headline


def asked(scene: Scene, request: Request) -> Scene:
    """Its title, subtitle and language of names; of the facts only those that it names, if any.

    A map of ways by sea is headed by them unless another title is asked for.
    """
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
