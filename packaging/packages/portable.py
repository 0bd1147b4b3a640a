"""The portable .tar.gz: the frozen app to unpack anywhere, with files for the desktop."""

from __future__ import annotations

import gzip
import tarfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

README = """Arctic Map {version} for Linux on 64-bit Intel and AMD machines

Start it here:

    ./arctic-map

It needs glibc 2.38 or newer and the libraries that a desktop has. Should one be missing, this installs them
on Debian or Ubuntu:

    sudo apt install {packages}

To have it in the menu, with its icon, put `arctic-map` on the PATH and copy share/:

    ln -s "$PWD/arctic-map" ~/.local/bin/arctic-map
    cp -r share/* ~/.local/share/
    update-desktop-database ~/.local/share/applications

sbom.cdx.json lists all that is in this folder, with licences; the licences of Python packages are in
lib/python3*/*.dist-info, those of Qt and GEOS (LGPL) in licences/. Qt's libraries are separate files in
lib/python3*/PySide6/Qt and can be replaced by others.
"""
LICENCES = Path("/usr/share/common-licenses")
COPIED = ("LGPL-3", "LGPL-2.1", "GPL-3", "Apache-2.0")


def build(
    frozen: Path, share: Path, bill: str, packages: Sequence[str], version: str, made: datetime, to: Path
) -> Path:
    """Write the archive and return its path; the output is reproducible."""
    top = f"arctic-map-{version}"
    names = " ".join(package.partition(" ")[0] for package in packages)
    texts = {
        "README": README.format(version=version, packages=names),
        "sbom.cdx.json": bill,
        **{f"licences/{name}": (LICENCES / name).read_text() for name in COPIED},
    }
    archive = to / f"arctic-map-{version}-linux-x86_64.tar.gz"
    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for name, content in sorted(texts.items()):
            entry = _plain(tarfile.TarInfo(f"{top}/{name}"), made)
            entry.size = len(content.encode())
            tar.addfile(entry, BytesIO(content.encode()))
        for source, place in (*_files(frozen, ""), *_files(share, "share")):
            entry = _plain(tar.gettarinfo(source, str(Path(top, place))), made)
            if entry.isreg():
                with source.open("rb") as content_file:
                    tar.addfile(entry, content_file)
            else:
                tar.addfile(entry)
    return archive


def _files(folder: Path, place: str) -> Iterator[tuple[Path, Path]]:
    for path in sorted(folder.rglob("*")):
        yield path, Path(place, path.relative_to(folder))


def _plain(entry: tarfile.TarInfo, made: datetime) -> tarfile.TarInfo:
    """Remove owner, time and unusual permissions of the machine from an entry."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = int(made.timestamp())
    entry.mode = 0o755 if entry.mode & 0o100 or not entry.isreg() else 0o644
    return entry
