"""Versions and graphics of the web view."""

import sys

from PySide6.QtGui import QOffscreenSurface, QOpenGLContext
from PySide6.QtWebEngineCore import qWebEngineChromiumVersion

GL_RENDERER = 0x1F01


def chromium_version() -> str:
    """Return the version of Chromium in Qt WebEngine."""
    raw: object = qWebEngineChromiumVersion()
    return raw.decode() if isinstance(raw, bytes) else str(raw)


def graphics() -> str:
    """Return what draws the web view: the renderer's name where OpenGL is used, else `software`."""
    context = QOpenGLContext()
    surface = QOffscreenSurface()
    surface.create()
    if not context.create() or not context.makeCurrent(surface):
        return "software"
    name = context.functions().glGetString(GL_RENDERER)
    context.doneCurrent()
    return f"OpenGL, {name}" if name else f"OpenGL on {sys.platform}"
