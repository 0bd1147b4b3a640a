"""What must be set before Qt starts: display, sandbox, quiet logs."""

import os
import sys


def has_display() -> bool:
    """Whether a window can be seen; always so on Windows and macOS."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def prepare(*, offscreen: bool = False) -> None:
    """Set what Qt and Chromium read when they start; what the user has set stays."""
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if is_root():
        # Chromium refuses to start its sandbox as root; for everybody else it stays on.
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", " ".join(CHROMIUM_FLAGS))
    os.environ.setdefault("QT_LOGGING_RULES", "qt.webenginecontext.info=false")


CHROMIUM_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    "--log-level=3",
)


def sandbox_state() -> str:
    """`on`, or `off` with the reason."""
    if os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "1":
        return "off: run as root" if is_root() else "off: QTWEBENGINE_DISABLE_SANDBOX is set"
    if "--no-sandbox" in os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", ""):
        return "off: QTWEBENGINE_CHROMIUM_FLAGS says --no-sandbox"
    return "on"
