"""Chromium itself, which starts with the first view that has something to do."""

from collections.abc import Callable
from threading import Event, Thread

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QHideEvent
from PySide6.QtWebEngineCore import QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView

Work = Callable[[Event], None]
"""Carried out in a thread until it is done, or the event is set."""


def start(beside: Work) -> QWebEngineProfile:
    """A profile off the record: nothing of the page is kept on disk.

    The first one waits for Chromium's processes, a quarter of the way to an empty page. `beside` uses that
    time; it may load what knows Qt, since nothing else does so meanwhile.
    """
    started = Event()
    worker = Thread(target=beside, args=(started,), daemon=True)
    worker.start()
    # PySide holds up all Python while it makes a profile, but not while Qt hands over an event. By this one a
    # view makes its page and all that this takes, but no document, which would start a process of its own.
    QCoreApplication.sendEvent(QWebEngineView(), QHideEvent())
    started.set()
    worker.join()
    return QWebEngineProfile()
