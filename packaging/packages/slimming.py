"""Makes the frozen app on Linux smaller: no debugging symbols, less of ICU, one database of PROJ."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from packages.bundle import home
from packages.icu import FORMAT_AT, slim_archive


def slim(folder: Path) -> None:
    """Make the frozen app in `folder` smaller, in place."""
    inside = home(folder)
    for library in libraries(inside):
        # Qt's own libraries are stripped, but not those that it includes from others.
        if "PySide6" not in library.parts or library.name.startswith("libicu"):
            _run("strip", "--strip-unneeded", library)
    for library in (inside / "PySide6" / "Qt" / "lib").glob("libicudata.so.*"):
        _slim_icu(library)
    _share_proj_db(inside)
    # Chromium would create this folder where it can, and it would remain when the app is removed.
    (inside / "PySide6" / "Qt" / "resources" / "locales").mkdir()


def _share_proj_db(inside: Path) -> None:
    """Let all copies of PROJ use pyogrio's database of reference systems: PROJ can read newer ones."""
    shared = inside / "pyogrio" / "proj_data" / "proj.db"
    for place in ("pyproj/proj_dir/share/proj/proj.db", "rasterio/proj_data/proj.db"):
        own = inside / place
        if _layout(shared) >= _layout(own):
            own.unlink()
            own.symlink_to(Path(*[".."] * (len(Path(place).parts) - 1), shared.relative_to(inside)))


def _layout(database: Path) -> tuple[int, ...]:
    query = "select value from metadata where key like 'DATABASE.LAYOUT.VERSION.%' order by key"
    with closing(sqlite3.connect(database)) as open_database:
        return tuple(int(value) for (value,) in open_database.execute(query))


def libraries(folder: Path) -> list[Path]:
    """Return the shared libraries below `folder`, without links, sorted."""
    named = (path for path in folder.rglob("*.so*") if re.search(r"\.so[.\d]*$", path.name))
    return sorted(path for path in named if path.is_file() and not path.is_symlink())


def _slim_icu(library: Path) -> None:
    """Replace ICU's data by a smaller library with the same name and symbol."""
    content = library.read_bytes()
    archive = slim_archive(content[content.index(b"CmnD") - FORMAT_AT :])
    version = re.sub(r"\D", "", library.suffix)
    data, part = library.with_suffix(".dat"), library.with_suffix(".o")
    data.write_bytes(archive)
    symbol = "_binary_" + re.sub(r"\W", "_", data.name)
    _run("ld", "-r", "-b", "binary", "-o", part.name, data.name, at=data.parent)
    _run(
        *("objcopy", "--rename-section", ".data=.rodata,alloc,load,readonly,data,contents"),
        *("--set-section-alignment", ".data=16", "--redefine-sym", f"{symbol}_start=icudt{version}_dat"),
        *("--strip-symbol", f"{symbol}_end", "--strip-symbol", f"{symbol}_size", part),
    )
    _run("ld", "-shared", "--strip-all", "-z", "noexecstack", "-soname", library.name, "-o", library, part)
    data.unlink()
    part.unlink()


def _run(*command: str | Path, at: Path | None = None) -> None:
    subprocess.run(command, cwd=at, check=True)
