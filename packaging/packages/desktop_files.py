"""The files in share/ for a desktop: menu entry, icons, metadata, file types, man page."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from packages import icons, manual

DESKTOP = "arctic-map.desktop"
MIME = "arctic-map-mime.xml"
METAINFO = "invalid.arctic_map.arctic_map.metainfo.xml"


def write(share: Path, linux: Path, drawing: Path, program: Path, version: str, made: datetime) -> None:
    """Recreate the folder `share`; `program` is run for its help."""
    shutil.rmtree(share, ignore_errors=True)
    _put(share / "applications" / DESKTOP, (linux / DESKTOP).read_bytes())
    _put(share / "mime" / "packages" / "arctic-map.xml", (linux / MIME).read_bytes())
    metadata = (linux / METAINFO).read_text().replace("@VERSION@", version)
    _put(share / "metainfo" / METAINFO, metadata.replace("@DATE@", f"{made:%Y-%m-%d}").encode())
    for size in icons.SIZES:
        _put(share / f"icons/hicolor/{size}x{size}/apps/arctic-map.png", icons.png(drawing, size))
    _put(share / "icons/hicolor/scalable/apps/arctic-map.svg", drawing.read_bytes())
    for language, (folder, _) in manual.PAGES.items():
        page = manual.page([str(program)], version, made, language)
        _put(share / "man" / folder / "arctic-map.1", page.encode())


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
