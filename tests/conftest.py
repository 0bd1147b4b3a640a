"""What must be said before any test touches Qt."""

from typing import TYPE_CHECKING

import pytest

# First of all: it keeps PySide6 from ending the process on old Pythons.
from arctic_map.desktop import environment

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

environment.prepare(offscreen=True)


@pytest.fixture(scope="session")
def qapp() -> "QApplication":
    """The app's own QApplication: its scheme must be known to Chromium before Qt starts."""
    from arctic_map.desktop.app import application

    return application()
