"""What is loaded while the page paints."""

import subprocess
import sys
from importlib.util import find_spec

import pytest

from arctic_map.desktop.shell.app import FRAME, PAGE, WINDOW
from arctic_map.desktop.shell.startup.preloader import MODULES, PANELS

LOADED = """
import sys
from importlib import import_module
for name in {names!r}:
    import_module(name)
print(*sys.modules)
"""


@pytest.mark.parametrize("name", [*MODULES, *PANELS])
def test_each_module_of_the_panels_is_there(name: str) -> None:
    assert find_spec(name) is not None


def test_the_first_paint_loads_neither_the_catalogue_nor_all_styles_of_qt() -> None:
    names = ("arctic_map.cli.main", "arctic_map.cli.commands.open", *PAGE, *FRAME, *WINDOW)
    code = LOADED.format(names=names)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    needed_later = {"arctic_map.model.catalog", "arctic_map.desktop.widgets.grown_style"}
    assert not needed_later.intersection(done.stdout.split())


def test_what_the_thread_loads_for_the_panels_makes_no_types_of_qt() -> None:
    code = LOADED.format(names=MODULES)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert set(MODULES) <= set(loaded)
    assert not [name for name in loaded if name.partition(".")[0] in ("PySide6", "shiboken6")]
