"""The map without its flights, which take half a second each, where they are not what is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.desktop.driver import Driver

FLY = "(centre, zoom) => arctic.atlas.map.setView(centre, zoom, { animate: false })"


@contextmanager
def at_once(driver: Driver) -> Iterator[None]:
    """Wherever the map flies to, it is there in the next frame."""
    driver.ask(f"((arctic.atlas.map.flyTo = {FLY}), 0)")
    try:
        yield
    finally:
        driver.ask("(delete arctic.atlas.map.flyTo)")
