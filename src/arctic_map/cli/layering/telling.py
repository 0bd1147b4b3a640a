"""What the process hears from the window, and tells it."""

import sys
from argparse import Namespace
from time import monotonic

from arctic_map.geo.projections import projection_named
from arctic_map.model.path_text import LATER
from arctic_map.model.projection import Projection

FIRST_S, NOW_AND_THEN_S = 0.4, 0.2
"""Before the window is told how far the reading is, and between two times."""


def say(word: bytes) -> None:
    # A program of Windows' own kind has nowhere to say it; then its end says so.
    if sys.stdout is not None:
        sys.stdout.write(f"{word.decode()}\n")
        sys.stdout.flush()


class Telling:
    """Tells the window how far the reading is, now and then."""

    def __init__(self) -> None:
        self._next = monotonic() + FIRST_S

    def __call__(self, share: float) -> None:
        if monotonic() > self._next:
            self._next = monotonic() + NOW_AND_THEN_S
            say(b"%.3f" % share)


def first_projection(options: Namespace) -> Projection:
    named = options.projection
    return projection_named(sys.stdin.readline().strip() if named == LATER else named)
