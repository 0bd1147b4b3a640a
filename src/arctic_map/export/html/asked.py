"""The scene with the words, names and facts that a request asks for, where the file is no page of paper."""

from dataclasses import replace

from arctic_map.export.request import Request
from arctic_map.scene.scene import Scene


def asked(scene: Scene, request: Request) -> Scene:
    """Its title, subtitle and language of names; of the facts only those that it names, if any."""
    scene = replace(
        scene,
        title=scene.title if request.title is None else request.title,
        subtitle=scene.subtitle if request.subtitle is None else request.subtitle,
        preferences=replace(
            scene.preferences, names=request.names or request.language or scene.preferences.names
        ),
    )
    if not request.facts:
        return scene
    facts = tuple(fact for fact in scene.catalog.facts if fact.id in request.facts)
    shown = tuple(fact for fact in scene.facts if fact.id in request.facts)
    return replace(scene, facts=shown, catalog=replace(scene.catalog, facts=facts))
