"""What a start with a window begins with: Qt is linked beside Python, which loads other things meanwhile."""

import gc
from functools import cache
from importlib import import_module
from threading import Thread

from arctic_map.desktop.startup import libraries

MEANWHILE = (
    "arctic_map.cli.main",
    "arctic_map.geo.projections",
    "arctic_map.scene.furniture",
    "arctic_map.model.symbology",
    "arctic_map.model.fact",
    "arctic_map.model.saved_view",
    "arctic_map.model.tour",
    "arctic_map.model.catalog",
    "arctic_map.scene.timeline",
    "arctic_map.scene.scene",
    "arctic_map.scene.compose",
    "arctic_map.scene.session.history",
    "arctic_map.scene.search.search",
)
"""In the order in which it is needed. None of it is linked itself: that would wait until Qt is."""


def begin() -> None:
    """Link Qt, and look for nothing that has died.

    Until the panels are filled nothing dies, and looking costs a tenth of the way there; then the collector
    takes over.
    """
    gc.disable()
    linking = _linking()
    for module in MEANWHILE:
        if linking is None or not linking.is_alive():
            break
        import_module(module)


@cache
def _linking() -> Thread | None:
    """Once in a process; whoever imports Qt afterwards finds it linked, or says what it lacks."""
    return libraries.load_beside()
