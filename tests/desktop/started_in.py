"""The window in a process of its own and in its locale: the panels are filled, and a file opens."""

import sys
from pathlib import Path

from PySide6.QtCore import QLocale

from arctic_map import resources
from arctic_map.desktop.shell.startup import environment

environment.prepare(offscreen=True)

from tests.desktop.conftest import opened  # noqa: E402
from tests.desktop.driver import until  # noqa: E402

from arctic_map.desktop.shell.app import application  # noqa: E402


def main(file: Path) -> None:
    application()
    print(QLocale().name())
    with opened(resources.data()) as driver:
        atlas = driver.atlas
        until(lambda: atlas.workspace.files, "the doors for files")
        until(lambda: atlas.workspace.facts_panel.cards, "the cards of the facts")
        atlas.open_files([file])
        until(lambda: atlas.store.files, "the file")
        driver.settle()
        print(atlas.store.files[0].layer.name)


main(Path(sys.argv[1]))
