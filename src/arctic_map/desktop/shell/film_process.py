"""Encoding a film as WebM without a window."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager

from PySide6.QtCore import QEventLoop

from arctic_map.desktop.shell.app import application, ended_by_signals
from arctic_map.desktop.shell.doctor import quiet_unless_failed
from arctic_map.desktop.shell.startup import environment
from arctic_map.desktop.web.film_encoder import FilmEncoder
from arctic_map.errors import ExportError
from arctic_map.model.tr import tr
from arctic_map.render.film_files import RATE, Film
from arctic_map.render.webm import Chunk, webm


def prepare() -> object:
    """The application with Chromium, off screen and without graphics hardware, for films to come.

    The reference must be kept until they are written.
    """
    environment.prepare(offscreen=True)
    os.environ[environment.FLAGS] += " --disable-gpu"
    return application()


def encoded(film: Film, size: tuple[int, int]) -> bytes:
    """The film as WebM, after `prepare`. Raises ExportError, or KeyboardInterrupt."""
    loop, failures = QEventLoop(), list[str]()
    # Qt and Chromium warn about graphics, which they do not need here.
    quiet: AbstractContextManager[list[list[Chunk]]] = quiet_unless_failed(lambda _: True)
    with quiet as found:
        encoder = FilmEncoder(film.pictures, film.repeats, size, RATE)
        encoder.encoded.connect(found.append)
        encoder.failed.connect(failures.append)
        encoder.encoded.connect(loop.quit)
        encoder.failed.connect(loop.quit)
        # Qt drops exceptions of slots, such as KeyboardInterrupt.
        with ended_by_signals(loop.exit, ["SIGINT"]):
            interrupted = loop.exec() != 0
        encoder.dispose()
        if interrupted:
            # Nothing has failed that Chromium's warnings could explain.
            found.append([])
    if interrupted:
        raise KeyboardInterrupt
    if failures:
        raise ExportError(tr("The film cannot be written"), why=failures[0])
    return webm(found[0], *size, RATE, film.title)
