"""The built-in atlas and its drawings, read once for all tests of a process: nothing changes them."""

from functools import cache

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.model.catalog import Catalog
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import Drawings, drawings_for
from arctic_map.scene.scene import Scene
from arctic_map.scene.session.actions import Action
from arctic_map.scene.session.session import Session
from arctic_map.storage import preparation

read_drawing, read_labelled = cache(preparation.read_drawing), cache(preparation.read_labelled)


@cache
def built_in_atlas() -> Catalog:
    return load(resources.data())


@cache
def built_in() -> tuple[Catalog, Drawings]:
    return built_in_atlas(), drawings_for(built_in_atlas(), read_drawing, read_labelled)


def scene_after(*steps: Action, session: Session | None = None) -> Scene:
    """What is shown of it after some steps from the start, or from the start of a session."""
    catalog, drawings = built_in()
    session = start(catalog, session or Session())
    for step in steps:
        session = step(session)
    return compose(catalog, session, drawings)
