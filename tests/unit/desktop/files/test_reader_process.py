"""A subprocess is started as this program was."""

import json
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from arctic_map import resources
from arctic_map.desktop.files import reader_process
from arctic_map.desktop.files.reader_process import EarlyReading, Readers, program, reading_words
from arctic_map.tables import opened_layer

CODE = f"import sys; sys.path = {sys.path!r}; from {program.__module__} import program; print(*program()[1:])"


@pytest.mark.parametrize("options", [[], ["-I"], ["-I", "-S"]], ids=["plain", "isolated", "no site"])
def test_options_that_keep_the_system_out_are_passed_on(options: list[str]) -> None:
    done = subprocess.run([sys.executable, *options, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [*options, "-m", "arctic_map"]


PATIENCE_S = 60.0


@pytest.fixture
def stations(tmp_path: Path) -> Path:
    rows = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Point", "coordinates": [33 + n / 1000, 70]},
        }
        for n in range(3000)
    ]
    path = tmp_path / "stations.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    return path


def received_until_its_end(early: EarlyReading) -> list[bytes]:
    words: list[bytes] = []
    end = monotonic() + PATIENCE_S
    while not early.process.has_ended:
        words += early.process.received().split()
        assert monotonic() < end, early.process.complaints()
    return [*words, *early.process.received().split()]


@pytest.mark.slow
def test_a_file_is_drawn_first_on_the_projection_that_was_named_while_it_was_read(stations: Path) -> None:
    early = reader_process.begin(resources.data(), [stations])
    assert early is not None
    early.process.send("world")
    words = received_until_its_end(early)
    folder = early.process.folder
    assert opened_layer.read(folder).boxes.keys() == {"world"}
    assert (
        words.index(opened_layer.READY) < words.index(opened_layer.PLANES) < words.index(opened_layer.TABLE)
    )
    # Whoever takes it over compares it with what it would have requested itself.
    assert early.process.words == reading_words(resources.data(), 1, "world", asks=True)
    early.end()
    assert not folder.parent.exists()


def test_a_reader_gives_its_reasons_in_the_language_of_the_window(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.geojson"
    damaged.write_text('{"type": "FeatureCollection", "features": [')
    early = reader_process.begin(resources.data(), [damaged], "ru")
    assert early is not None
    received_until_its_end(early)
    assert opened_layer.read(early.process.folder).refused == "это не JSON: текст обрывается"
    early.end()


def test_a_reader_in_another_language_than_the_window_is_replaced(stations: Path) -> None:
    readers = Readers()
    early = reader_process.begin(resources.data(), [stations], "ru")
    assert early is not None
    early.process.send("nsr")
    readers.adopt(early)
    english = reading_words(resources.data(), 1, "nsr", asks=True)
    process = readers.start(stations, english)
    assert early.process.has_ended and process is not early.process
    process.end()
    readers.close()


def test_nothing_is_left_of_a_reading_that_nobody_wants(stations: Path) -> None:
    early = reader_process.begin(resources.data(), [stations])
    assert early is not None
    early.end()
    assert early.process.has_ended
    assert not Path(early.folder.name).exists()


def test_a_killed_process_that_ends_late_is_waited_for_by_the_next_one(
    stations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_process, "WAIT_S", 0.0)
    first = reader_process.begin(resources.data(), [stations])
    assert first is not None
    first.end()
    late = [*reader_process.KILLED]
    for process in late:
        process.wait(60)
    second = reader_process.begin(resources.data(), [stations])
    assert second is not None and not {*late} & {*reader_process.KILLED}
    second.end()
    for process in reader_process.KILLED:
        process.wait(60)
    reader_process.KILLED.clear()


def test_only_files_of_features_are_read_so(tmp_path: Path) -> None:
    assert reader_process.begin(resources.data(), []) is None
    assert reader_process.begin(resources.data(), [tmp_path / "map.png"]) is None


def test_it_begins_without_qt() -> None:
    program = "import sys; from arctic_map.desktop.files import reader_process; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not any(name.startswith(("PySide6", "numpy")) for name in done.stdout.split())
