"""What must be set before any test touches Qt."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from pytestqt.qtbot import QtBot
from tests import fixed_examples

# First of all: it keeps PySide6 from ending the process on old Pythons.
from arctic_map.desktop.shell.startup import environment
from arctic_map.storage.user_language import LANGUAGE_VARIABLE

# GDAL takes note of its drivers once: with those of the app, whatever a test imports first.
from arctic_map.tables import gdal  # noqa: F401

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# The last of the app's locks keeps this one address open here, so that the others can be seen to hold alone.
# Motion is off: the map is in the next frame where it goes to, and nothing fades.
FLAGS = '--host-resolver-rules="MAP * ~NOTFOUND, EXCLUDE 127.0.0.1" --force-prefers-reduced-motion'
os.environ.setdefault(environment.FLAGS, FLAGS)
environment.prepare(offscreen=True)
# Whatever the language of the machine.
os.environ[LANGUAGE_VARIABLE] = "en"

fixed_examples.use()
PATIENCE_MS = 60_000
SLOWEST_FILES = "test_route_network.py", "test_pip_install.py", "test_institute.py"
"""Files whose slow tests take minutes: they begin first, and shorter ones fill what is left at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # A process whose first Qt application draws files only can have none with widgets later.
    with_widgets = {item.path for item in items if "qapp" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: (item.path.name not in SLOWEST_FILES, item.path not in with_widgets))


@pytest.fixture(scope="session")
def qapp() -> "QApplication":
    """The app's own QApplication: its scheme must be known to Chromium before Qt starts."""
    from arctic_map.desktop.shell.app import application
    from arctic_map.render.typefaces import use_typeface

    app = application()
    use_typeface()
    return app


class PatientBot(QtBot):
    """Waits a minute for what it is to wait for, since another program may be at work on the machine."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **wishes: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **wishes)


@pytest.fixture
def qtbot(qapp: "QApplication", request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)
