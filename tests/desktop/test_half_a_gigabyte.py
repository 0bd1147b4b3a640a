"""A file of half a gigabyte: one hears how far it is and calls it off, and its memory is bounded."""

from pathlib import Path

import pytest
from tests.desktop.driver import Driver, until

from arctic_map.desktop.widgets.notice import Notice

pytestmark = [pytest.mark.desktop, pytest.mark.slow]
BYTES = 500_000_000
LINE = (
    '{{"type":"Feature","properties":{{"name":"Station {n}","note":"{note}"}},'
    '"geometry":{{"type":"Point","coordinates":[{lon},{lat}]}}}}'
)
MAX_MB = 1500
FAR = 0.3
"""Of the file, read before it is called off."""


def written(path: Path) -> Path:
    """The same thousand features again and again."""
    some = ",\n".join(
        LINE.format(n=n, note="ice " * 40, lon=60 + n % 50, lat=70 + n / 100) for n in range(1000)
    ).encode()
    with path.open("wb") as file:
        file.write(b'{"type":"FeatureCollection","features":[\n' + some)
        while file.tell() < BYTES:
            file.write(b",\n" + some)
        file.write(b"\n]}\n")
    return path


def peak_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024


def has_ended(process: int) -> bool:
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
    return status.rpartition(")")[2].split()[0] == "Z"


def test_half_a_gigabyte_of_geojson_tells_how_far_it_is_and_is_called_off(
    driver: Driver, tmp_path: Path
) -> None:
    files = driver.atlas.workspace.files
    notices: list[Notice] = []
    shares: list[float] = []
    files.noticed.connect(notices.append)
    files.reading.progressed.connect(lambda _job, share: shares.append(share))
    path = written(tmp_path / "large.geojson")
    driver.atlas.open_files([path])
    until(lambda: files.reading.process_id, "the process that reads")
    process = files.reading.process_id
    until(lambda: shares and shares[-1] >= FAR, "a third of it is read", patience_ms=300_000)
    assert shares == sorted(shares) and len(shares) > 3
    assert "about" in notices[-1].text and "left" in notices[-1].text
    assert peak_mb(process) < MAX_MB
    (cancel,) = notices[-1].actions
    cancel.do()
    until(lambda: not files.reading.busy, "the reading ends")
    # Freeing its memory may take longer than the window waits for it.
    until(lambda: has_ended(process), "the process ends")
    assert driver.atlas.store.files == () and not [
        each for each in files.reading.readers.folder.iterdir() if each.is_dir()
    ]
