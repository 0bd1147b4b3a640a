"""Reading a file of a reader's touches this one file, a copy of it, and no network."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests import format_samples as samples

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")]
KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<NetworkLink><Link><href>http://127.0.0.1:1/x.kml</href></Link></NetworkLink>
<NetworkLink><Link><href>{secret}</href></Link></NetworkLink>
<Placemark><name>P</name><styleUrl>http://127.0.0.1:1/y.kml#a</styleUrl>
<Point><coordinates>33,69</coordinates></Point></Placemark></Document></kml>"""


def sample(folder: Path, suffix: str) -> Path:
    (folder / "secret.kml").write_text(KML)
    if suffix != ".kml":
        return samples.write(folder, suffix, "Point")
    path = folder / "sample.kml"
    path.write_text(KML.format(secret=(folder / "secret.kml").as_uri()))
    return path


@pytest.mark.parametrize("suffix", [".gpkg", ".shp", ".kml", ".kmz", ".fgb", ".tab", ".csv"])
def test_no_other_file_and_no_network(tmp_path: Path, suffix: str) -> None:
    folder, log = tmp_path / "given", tmp_path / "calls"
    folder.mkdir()
    file = sample(folder, suffix)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    calls = ["strace", "-f", "-o", str(log), "-e", "trace=open,openat,creat,rename,unlink,socket,connect"]
    command = [*calls, sys.executable, "-m", "arctic_map", "check", str(file)]
    subprocess.run(command, env=os.environ | {"PROJ_NETWORK": "OFF"}, capture_output=True, check=False)
    text = log.read_text()
    assert not re.search(r"\b(socket|connect)\(", text)
    touched = {Path(name) for name in re.findall(rf'"({re.escape(str(folder))}/[^"]+)"', text)}
    assert file in touched
    assert {path.stem for path in touched} == {"sample"}
    written = re.findall(rf'"{re.escape(str(folder))}[^"]*", [^)]*(?:O_CREAT|O_WRONLY|O_RDWR)', text)
    assert written == []
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
