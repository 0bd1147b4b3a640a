"""`pip install .` makes a whole program of a checkout in which nothing was built."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from arctic_map import __version__, resources

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the package, built in isolation from a copy of the checked-in files."""
    copy, environment = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("environment")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    # The dependencies are those of this environment: they are no concern of the build.
    pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python")]
    subprocess.run([*pip, "install", "-q", "--no-deps", "--no-compile", str(copy)], check=True)
    return environment


def output(environment: Path, *arguments: str) -> str:
    libraries = sysconfig.get_path("purelib")
    ended = subprocess.run(
        [str(environment / "bin" / "arctic-map"), *arguments],
        cwd=environment,
        env={**os.environ, "PYTHONPATH": libraries},
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout


def test_the_installed_command_runs(installed: Path) -> None:
    assert output(installed, "--version") == f"arctic-map {__version__}\n"
    assert "Ports" in output(installed, "layers")
    assert "Murmansk (RUMMK) - Yokohama (JPYOK)" in output(installed, "route", "Murmansk", "Yokohama")


def test_the_installed_package_holds_all_that_a_checkout_has_after_the_set_up(installed: Path) -> None:
    (found,) = installed.glob("lib/*/site-packages/arctic_map/resources")
    for folder in ("prepared", "gazetteer", "cities", "web/vendor"):
        assert names(found / folder) == names(resources.root() / folder), folder


def names(folder: Path) -> set[Path]:
    return {file.relative_to(folder) for file in folder.rglob("*") if file.is_file()}
