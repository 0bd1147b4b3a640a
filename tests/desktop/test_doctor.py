"""`arctic-map doctor`: the truth about whether the map comes up here."""

import json
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree

import pytest

from arctic_map import resources

pytestmark = pytest.mark.desktop

FOUNDERED = """
import sys
from pathlib import Path
from arctic_map import resources
from arctic_map.desktop.shell import doctor
web, doctor.PATIENCE_S = Path(sys.argv[1]), float(sys.argv[2])
resources.web = lambda: web
from arctic_map.cli.main import main
sys.exit(main(["doctor", *sys.argv[3:]]))
"""
"""The program with other web files, and a patience of its own."""
TORN = """
import sys
from arctic_map.desktop.panels.timeline import timeline_panel as timeline
def torn(panel):
    raise TypeError("timeline torn")
timeline.TimelinePanel.__init__ = torn
from arctic_map.cli.main import main
sys.exit(main(["doctor", "--json"]))
"""
"""The program with a panel that cannot be made."""


def foundered(web: Path, patience_s: float, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return started("-c", FOUNDERED, str(web), str(patience_s), *arguments)


def started(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=300
    )


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A copy of the web files to break."""
    return Path(copytree(resources.web(), tmp_path / "web"))


def test_a_map_that_comes_up_is_reported() -> None:
    before = time.time()
    done = started("-m", "arctic_map", "doctor", "--json")
    after = time.time()
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert set(report) == {
        "ok",
        "first_paint_s",
        "started_at",
        "painted_at",
        "ready_at",
        "memory_mb",
        "versions",
        "graphics",
        "window_graphics",
        "sandbox",
    }
    assert done.stderr == ""
    assert report["ok"] is True
    # The kernel notes the start in hundredths of a second.
    assert before - 0.011 < report["started_at"] < report["painted_at"] < report["ready_at"] < after
    assert report["first_paint_s"] == pytest.approx(report["painted_at"] - report["started_at"], abs=0.002)
    assert report["memory_mb"] > 20
    assert report["versions"]["chromium"] and report["versions"]["folium"]
    assert report["graphics"] and report["sandbox"]


@pytest.mark.slow
def test_the_report_for_people() -> None:
    done = started("-m", "arctic_map", "doctor")
    assert done.returncode == 0, done.stderr
    assert "comes up" in done.stdout and "s from the start of the process" in done.stdout


@pytest.mark.slow
def test_without_its_scripts_the_map_does_not_come_up(web: Path) -> None:
    for script in (web / "arctic").glob("*.js"):
        script.unlink()
    done = foundered(web, 2.0, "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["ok"], report["first_paint_s"]) == (1, False, None)
    assert "no paint of the map within 2 s" in report["why"]
    assert "the map did not start" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_problem_in_the_page_is_the_reason(web: Path) -> None:
    script = web / "arctic" / "furniture.js"
    text = script.read_text().replace(
        "drawLegend(look, entries = this.entries) {", 'drawLegend() { throw new Error("legend torn"); '
    )
    script.write_text(text)
    done = foundered(web, 120.0, "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["ok"]) == (1, False)
    assert "legend torn" in report["why"]


@pytest.mark.slow
def test_a_window_whose_panels_stay_empty_does_not_come_up() -> None:
    done = started("-c", TORN)
    report = json.loads(done.stdout)
    assert (done.returncode, report["ok"], report["ready_at"]) == (1, False, None)
    assert report["painted_at"] > report["started_at"]
    assert report["why"] == "unexpected TypeError: timeline torn"
    assert "timeline torn" in done.stderr
