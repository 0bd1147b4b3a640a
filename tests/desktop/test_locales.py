"""The window comes up and opens files in languages whose letters and numbers are unlike English ones."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.desktop

STATION = {
    "type": "Feature",
    "properties": {"name": "Station"},
    "geometry": {"type": "Point", "coordinates": [90.5, 81.25]},
}


# Turkish has an i without a dot, German a comma in numbers.
@pytest.mark.slow
@pytest.mark.parametrize("locale", ["tr_TR", "de_DE"])
def test_panels_are_filled_and_a_file_opens_in(locale: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [STATION]}))
    names = tmp_path / "locales"
    names.mkdir()
    subprocess.run(
        ["localedef", "-i", locale, "-f", "UTF-8", "--no-archive", str(names / f"{locale}.UTF-8")], check=True
    )
    done = subprocess.run(
        [sys.executable, "-m", "tests.desktop.started_in", str(file)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "LC_ALL": f"{locale}.UTF-8", "LOCPATH": str(names)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [locale, "mine.geojson"]
