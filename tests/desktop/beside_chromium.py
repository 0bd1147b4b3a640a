"""Chromium's start in its own process: prints how often another thread was at work meanwhile."""

import sys
from threading import Event

from arctic_map.desktop.startup import environment

environment.prepare(offscreen=True)

from arctic_map.desktop.app import application  # noqa: E402
from arctic_map.desktop.web import chromium  # noqa: E402

TURN_S = 0.001
turns = 0


def work(started: Event) -> None:
    global turns
    while not started.wait(TURN_S):
        turns += 1


application()
profile = chromium.start(work)
print(turns)
sys.stdout.flush()
