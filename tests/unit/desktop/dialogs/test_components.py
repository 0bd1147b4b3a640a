"""About tells the truth: what it lists is what the lock and the installers hold."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[4]
sys.path[:0] = [str(ROOT / "packaging")]

from arctic_map.desktop.dialogs.components import GROUPS, INSIDE, PACKAGES, WINDOW  # noqa: E402
from packages.components import RULES  # noqa: E402  # from the root of the checkout

OURS = {"arctic-map"}
ELSEWHERE = {"Qt WebEngine, with Chromium": "Qt WebEngine", "Leaflet": "Leaflet 1.9.4"}
"""Parts of an installer that About lists in other words."""
OF_QT = {"pyside6-addons", "pyside6-essentials", "pyside6-webengine", "shiboken6"}


def test_every_package_of_the_lock_is_listed_and_no_other() -> None:
    locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert locked - OF_QT == {part.package for part in PACKAGES}


def test_every_part_of_an_installer_is_listed_and_no_other() -> None:
    named = {ELSEWHERE.get(rule.name, rule.name) for rule in RULES} - OURS
    listed = {part.name for part in (*WINDOW, *INSIDE)}
    assert named == listed - {"PySide6 and Shiboken"}


def test_the_version_of_leaflet_is_the_one_that_is_fetched() -> None:
    expected = (ROOT / "packaging" / "web" / "package.json").read_text()
    version = next(part.name.split()[1] for part in WINDOW if part.name.startswith("Leaflet"))
    assert re.search(rf'"leaflet": "[\^~]?{re.escape(version)}"', expected)


def test_every_part_has_a_licence() -> None:
    for _, parts in GROUPS:
        assert all(part.name and part.licence for part in parts)
