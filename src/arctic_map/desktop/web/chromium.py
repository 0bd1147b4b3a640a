"""Chromium itself, which starts with its first profile."""

from collections.abc import Callable
from threading import Thread

from PySide6.QtWebEngineCore import QWebEngineProfile


def start(meanwhile: Callable[[], None]) -> QWebEngineProfile:
    """A profile off the record: nothing of the page is kept on disk.

    The first one waits for Chromium's processes, a quarter of the way to an empty page. Python is free then:
    `meanwhile` runs in a thread of its own, and has ended when this returns.
    """
    beside = Thread(target=meanwhile)
    beside.start()
    profile = QWebEngineProfile()
    # Qt's types are made when they are first used; not by two threads at once.
    beside.join()
    return profile
