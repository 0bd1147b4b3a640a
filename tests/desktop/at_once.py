"""The map as for a reader who wants no motion: where it gets to is looked at, and not its way there."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.desktop.driver import Driver

CALM = """(() => {
  window.usualMedia = window.matchMedia;
  window.matchMedia = (media) => ({ matches: media.includes("reduced-motion") });
  arctic.atlas.map._fadeAnimated = false;
})()"""
USUAL = """(() => {
  window.matchMedia = window.usualMedia;
  arctic.atlas.map._fadeAnimated = true;
})()"""


@contextmanager
def at_once(driver: Driver) -> Iterator[None]:
    """The map is in the next frame where it goes to, lanes are drawn whole, popups do not fade."""
    assert driver.ask("arctic.atlas.map._fadeAnimated") is True
    driver.ask(CALM)
    try:
        yield
    finally:
        driver.ask(USUAL)
