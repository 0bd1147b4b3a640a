"""What must be set before Qt starts: sandbox, network, logs, and graphics that work here.

Chromium exits if no graphics of the system work. A watcher process then restarts the app with software
rendering, and the result is stored for the next start; imports are late to keep the first paint early.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from pathlib import Path

from arctic_map.storage import graphics_record
from arctic_map.storage.graphics_record import SOFTWARE, SYSTEM


def is_root() -> bool:
    """Return whether the process runs as root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def prepare(*, offscreen: bool = False) -> None:
    """Set the variables that Qt and Chromium read at start; the user's own values are kept."""
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        # Qt would use the X server's graphics, and exit if there are none.
        os.environ.pop("DISPLAY", None)
    if is_root():
        # Chromium refuses to start its sandbox as root; for all others it stays on.
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    os.environ[FLAGS] = chromium_flags(os.environ.get(FLAGS, ""))
    # It would open a port through which every local program could control the page.
    os.environ.pop("QTWEBENGINE_REMOTE_DEBUGGING", None)
    os.environ.setdefault("QT_LOGGING_RULES", "default.info=false;qt.webenginecontext.info=false")


FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
CHROMIUM_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
    # Saves one process, because nothing that it would start is needed. Pages have their own zygote.
    "--no-unsandboxed-zygote",
    # A second barrier against network access: no name is resolved, no proxy is used, and WebRTC must use a
    # proxy.
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--no-proxy-server",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--log-level=3",
    # V8 sizes its first heap by the machine's memory and collects only when it is full. By then there are
    # hundreds of MB of discarded paths and canvases, most of which it does not count.
    "--js-flags=--initial-old-space-size=16",
)


def chromium_flags(own: str) -> str:
    """Return our flags, followed by the user's own, which take precedence."""
    allowed = [flag for flag in own.split(" ") if flag and not flag.startswith("--remote-debugging")]
    return " ".join((*(flag for flag in CHROMIUM_FLAGS if flag not in own), *allowed))


def sandbox_state() -> str:
    """Return `on`, or `off` with the reason."""
    if os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "1":
        return "off: run as root" if is_root() else "off: QTWEBENGINE_DISABLE_SANDBOX is set"
    if "--no-sandbox" in os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", ""):
        return "off: QTWEBENGINE_CHROMIUM_FLAGS says --no-sandbox"
    return "on"


BACKEND = "QT_QUICK_BACKEND"
"""Variable that Qt and Qt WebEngine read."""
FAILED = "ARCTIC_MAP_GRAPHICS_FAILED"
"""Variable that the watcher sets for the start after a failure."""
WATCHER = f"""read -r words <&3
case $words in "Fatal Python error"*)
  while read -r rest <&3; do :; done
  exec 3<&-
  {BACKEND}={SOFTWARE} {FAILED}=1 exec "$@"
esac"""
"""A shell script. Only a crash writes the expected text; after any other end there is nothing to read.

The pipe closes when the process has ended and its lock as the only window is released.
"""
SOFTWARE_GL = ("llvmpipe", "softpipe", "swrast", "SwiftShader")
"""OpenGL renderers in software: without them the map is painted sooner, and moves as fast."""
LATE = b"Fatal Python error: no map\n"
WHY_FAILED = "software, since the system's graphics failed"


class Graphics:
    """The graphics of one start of the app."""

    def __init__(self, folder: Path, where: str) -> None:
        """Choose software rendering if that is known to be better; to be created before the web view."""
        self._folder, self._where = folder, where
        self._watch: tuple[int, int] | None = None
        """The watcher's process id, and the file descriptor that reports a crash to it."""
        self.failed = os.environ.pop(FAILED, "") == "1"
        """Whether the system's graphics have just failed."""
        if os.environ.get(BACKEND):
            return
        if graphics_record.best(folder, where) == SOFTWARE:
            os.environ[BACKEND] = SOFTWARE
        else:
            self._watch = _watch()

    def on_map_ready(self) -> None:
        """Stop the watch, because a crash after the first paint has other causes."""
        if self._watch:
            pid, line = self._watch
            self._watch = None
            faulthandler.disable()
            os.close(line)
            os.waitpid(pid, 0)

    def look(self) -> None:
        """Restart with software rendering if there is no OpenGL: Chromium may hang instead of crashing."""
        if self._watch is None:
            return
        from arctic_map.desktop.web.web_view import graphics

        if graphics() == SOFTWARE:
            os.write(self._watch[1], LATE)
            os._exit(1)

    def keep(self) -> None:
        """Store what drew the window for the next start; takes some milliseconds, but only once."""
        try:
            if self.failed:
                graphics_record.write(self._folder, SOFTWARE, self._where, WHY_FAILED)
            elif not os.environ.get(BACKEND) and not graphics_record.best(self._folder, self._where):
                use, what = _seen()
                graphics_record.write(self._folder, use, self._where, what)
        except OSError:
            return  # the next start finds out by itself


def place(platform: str, qt: str) -> str:
    """Return where a result is valid: another display may belong to another computer, a new Qt may differ."""
    display = os.environ.get("WAYLAND_DISPLAY" if "wayland" in platform else "DISPLAY", "")
    return f"Qt {qt} on {platform} {display}".strip()


def command() -> list[str]:
    """Return the command that started this app."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *sys.argv[1:]]
    return [sys.executable, *sys.orig_argv[1:]]


def _seen() -> tuple[str, str]:
    """Return what to use the next time, and what has drawn the window."""
    from arctic_map.desktop.web.web_view import graphics

    name = graphics()
    if any(known in name for known in SOFTWARE_GL):
        return SOFTWARE, f"software, as the system's {name} is"
    return (SOFTWARE if name == SOFTWARE else SYSTEM), name


def _watch() -> tuple[int, int] | None:
    """Start the watcher on Linux; None where it is not needed or cannot start."""
    if sys.platform != "linux":
        return None

    if faulthandler.is_enabled():
        # faulthandler is in use for debugging.
        return None
    end, line = os.pipe()
    try:
        pid = os.posix_spawn(
            "/bin/sh",
            ["sh", "-c", WATCHER, "arctic-map", *command()],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, end, 3)],
        )
    except OSError:
        os.close(line)
        return None
    finally:
        os.close(end)
    faulthandler.enable(file=line, all_threads=False)
    return pid, line
