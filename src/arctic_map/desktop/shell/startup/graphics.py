"""What draws the window: the system's graphics, or software where those have failed.

Chromium ends the whole process when no graphics of the system will do. A watcher beside the start hears of
that and starts the app anew, drawn by software; what was found is kept for the next time.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from arctic_map.storage import graphics_record
from arctic_map.storage.graphics_record import SOFTWARE, SYSTEM

BACKEND = "QT_QUICK_BACKEND"
"""What Qt reads; Qt WebEngine goes by it too."""
FAILED = "ARCTIC_MAP_GRAPHICS_FAILED"
"""Set by the watcher for the start that follows a failed one."""
WATCHER = f"""read -r words <&3
case $words in "Fatal Python error"*)
  while read -r rest <&3; do :; done
  exec 3<&-
  {BACKEND}={SOFTWARE} {FAILED}=1 exec "$@"
esac"""
"""For the shell: only a crash writes such words; after any other end there is nothing to read.

The line ends when the process is gone, and with it what it held: its claim to be the one window.
"""
SOFTWARE_GL = ("llvmpipe", "softpipe", "swrast", "SwiftShader")
"""Names of OpenGL that is software itself: the map comes up sooner without it, and moves as well."""
LATE = b"Fatal Python error: no map\n"
WHY_FAILED = "software, since the system's graphics failed"


class Graphics:
    """Of one start of the app."""

    def __init__(self, folder: Path, where: str) -> None:
        """Before the web view is made: decides for software where that is known to be the better choice."""
        self._folder, self._where = folder, where
        self._watch: tuple[int, int] | None = None
        """The watcher's process, and the line on which it hears of a crash."""
        self.failed = os.environ.pop(FAILED, "") == "1"
        """The system's graphics have just failed."""
        if os.environ.get(BACKEND):
            return
        if graphics_record.best(folder, where) == SOFTWARE:
            os.environ[BACKEND] = SOFTWARE
        else:
            self._watch = _watch()

    def stands(self) -> None:
        """The map is painted: from here on a crash has other reasons."""
        if self._watch:
            # Only after the first paint, or after a crash.
            import faulthandler

            pid, line = self._watch
            self._watch = None
            faulthandler.disable()
            os.close(line)
            os.waitpid(pid, 0)

    def look(self) -> None:
        """While the map is late: with no OpenGL at all Chromium may wait for ever instead of crashing."""
        if self._watch is None:
            return
        # Only after the first paint, or after a crash.
        from arctic_map.desktop.web.engine import graphics

        if graphics() == SOFTWARE:
            os.write(self._watch[1], LATE)
            os._exit(1)

    def keep(self) -> None:
        """Keep for the next start what drew this one; takes some milliseconds, but only the first time."""
        try:
            if self.failed:
                graphics_record.write(self._folder, SOFTWARE, self._where, WHY_FAILED)
            elif not os.environ.get(BACKEND) and not graphics_record.best(self._folder, self._where):
                use, what = _seen()
                graphics_record.write(self._folder, use, self._where, what)
        except OSError:
            return  # the next start finds out by itself


def place(platform: str, qt: str) -> str:
    """Where a finding holds: another display may be another computer's, and a new Qt may draw what failed."""
    display = os.environ.get("WAYLAND_DISPLAY" if "wayland" in platform else "DISPLAY", "")
    return f"Qt {qt} on {platform} {display}".strip()


def command() -> list[str]:
    """What starts this app as it was started."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *sys.argv[1:]]
    return [sys.executable, *sys.orig_argv[1:]]


def _seen() -> tuple[str, str]:
    """What is best used the next time, and what drew this time."""
    # Only after the first paint, or after a crash.
    from arctic_map.desktop.web.engine import graphics

    name = graphics()
    if any(known in name for known in SOFTWARE_GL):
        return SOFTWARE, f"software, as the system's {name} is"
    return (SOFTWARE if name == SOFTWARE else SYSTEM), name


def _watch() -> tuple[int, int] | None:
    """Only where graphics fail that way."""
    if sys.platform != "linux":
        return None
    # Only after the first paint, or after a crash.
    import faulthandler

    if faulthandler.is_enabled():
        # Somebody looks for a crash, and is to see it.
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
