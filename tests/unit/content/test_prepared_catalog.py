"""Content that is prepared is the content that was read; any other is read."""

import shutil
import subprocess
import sys
from pathlib import Path

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.content.prepared_catalog import content_of


def test_what_is_prepared_is_what_is_read() -> None:
    prepared, read = content_of(resources.data()), load(resources.data())
    assert prepared == read
    assert repr(prepared.layers) == repr(read.layers)
    assert prepared.ice == read.ice and prepared.ice.seas


def test_content_that_was_changed_is_read(tmp_path: Path) -> None:
    for name in ("catalog.toml", "symbology.toml", "people.toml", "charts.toml", "tour.toml"):
        shutil.copy(resources.data() / name, tmp_path / name)
    for name in ("layers", "facts"):
        shutil.copytree(resources.data() / name, tmp_path / name)
    assert content_of(tmp_path) == load(tmp_path)
    file = tmp_path / "catalog.toml"
    file.write_text(file.read_text("utf-8").replace('title = "', 'title = "My ', 1), "utf-8")
    assert content_of(tmp_path).title == load(tmp_path).title != load(resources.data()).title


def test_what_looks_for_problems_is_not_loaded_for_what_is_prepared() -> None:
    code = (
        "import sys\nfrom arctic_map import resources\n"
        "from arctic_map.content.prepared_catalog import content_of\n"
        "content_of(resources.data())\nprint(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"arctic_map.content.catalog", "arctic_map.content.features", "tomllib"} & set(
        done.stdout.split()
    )
