"""Chromium itself, which starts with its first profile."""

from PySide6.QtWebEngineCore import QWebEngineProfile


def start() -> QWebEngineProfile:
    """A profile off the record: nothing of the page is kept on disk.

    The first one waits for Chromium's processes, a quarter of the way to an empty page. PySide lets no other
    Python run meanwhile, so there is nothing to be done beside it.
    """
    return QWebEngineProfile()
