"""A subprocess is started as this program was."""

import subprocess
import sys

import pytest

from arctic_map.desktop.widgets.program import program

CODE = f"import sys; sys.path = {sys.path!r}; from {program.__module__} import program; print(*program()[1:])"


@pytest.mark.parametrize("options", [[], ["-I"], ["-I", "-S"]], ids=["plain", "isolated", "no site"])
def test_options_that_keep_the_system_out_are_passed_on(options: list[str]) -> None:
    done = subprocess.run([sys.executable, *options, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [*options, "-m", "arctic_map"]
