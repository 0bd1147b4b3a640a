"""The keyring of the desktop GNOME on a message bus of its own, as the system's keyring for tests."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEEDED = ("dbus-daemon", "gdbus", "gnome-keyring-daemon", "secret-tool")


@contextmanager
def unlocked_keyring(folder: Path) -> Iterator[dict[str, str]]:
    """The variables with which programs use an empty, unlocked keyring."""
    for program in NEEDED:
        assert shutil.which(program), (
            f"{program} is missing: `packaging/set_up/test_tools.sh slow` installs it"
        )
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert bus.stdout is not None
    variables = {
        "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
        "XDG_DATA_HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
    }
    keyring = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        env=os.environ | variables,
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert keyring.stdin is not None
        keyring.stdin.write(b"of the test")
        keyring.stdin.close()
        answers = ["gdbus", "wait", "--session", "--timeout", "60", "org.freedesktop.secrets"]
        subprocess.run(answers, env=os.environ | variables, check=True)
        yield variables
    finally:
        for process in (keyring, bus):
            process.terminate()
            process.wait()
        bus.stdout.close()
