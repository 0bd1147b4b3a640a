"""Build the Linux packages in dist/; `make package` runs this in an environment of its own.

With --frozen-only, build only the frozen app, also on Windows and macOS.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from arctic_map import __version__
from packages import debian, desktop_files, icons, portable
from packages.bundle import bundle
from packages.components import components
from packages.dependencies import depends
from packages.slimming import slim
from sbom import bill

TOP = Path(__file__).resolve().parents[1]
WORK, DIST = TOP / "build" / "package", TOP / "dist"
FROZEN = WORK / "frozen" / "arctic-map"
DRAWING = TOP / "resources" / "icons" / "arctic-map.svg"
LINUX = TOP / "packaging" / "linux"
MAX_PACKED_MB, MAX_INSTALLED_MB = 190, 690
"""Greatest sizes in MB of 2^20 bytes: of the .deb, and installed."""


def main(arguments: list[str]) -> int:
    """Entry point; exit status 1 if a package is too large."""
    made = _moment()
    freeze(made)
    if "--frozen-only" in arguments:
        return 0
    share = WORK / "share"
    desktop_files.write(share, LINUX, DRAWING, FROZEN / "arctic-map", __version__, made)
    parts = components(FROZEN, __version__)
    materials = bill(FROZEN, __version__, made)
    DIST.mkdir(exist_ok=True)
    news = (TOP / "CHANGELOG.md").read_text()
    package = debian.build(FROZEN, share, LINUX, news, parts, __version__, made, materials, WORK)
    archive = portable.build(FROZEN, share, materials, depends(FROZEN), __version__, made, DIST)
    (DIST / f"arctic-map-{__version__}.cdx.json").write_text(materials)
    return _report(package, archive)


def freeze(made: datetime) -> None:
    """Build the frozen app in FROZEN."""
    if sys.platform == "win32":
        icons.write_ico(DRAWING, WORK / "icons" / "arctic-map.ico")
    elif sys.platform == "darwin":
        icons.write_icns(DRAWING, WORK / "icons" / "arctic-map.icns")
    shutil.rmtree(FROZEN, ignore_errors=True)
    # PyInstaller orders sets by their hashes, and stores the date in its archive.
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(int(made.timestamp()))}
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"),
            *(
                "--distpath",
                FROZEN.parent,
                "--workpath",
                WORK / "work",
                TOP / "packaging" / "arctic-map.spec",
            ),
        ],
        cwd=TOP,
        env={**os.environ, **fixed},
        check=True,
    )
    if sys.platform == "linux":
        bundle(FROZEN, Path(sys.executable).resolve())
        slim(FROZEN)


def _moment() -> datetime:
    """Return the date that the packages state: that of the last commit."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        log = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=TOP, capture_output=True, text=True, check=False
        )
        seconds = log.stdout.strip()
    return datetime.fromtimestamp(int(seconds or (TOP / "CHANGELOG.md").stat().st_mtime), UTC)


def _report(package: Path, archive: Path) -> int:
    """Print the sizes; return 1 if one exceeds its limit."""
    installed = sum(path.lstat().st_size for path in (WORK / "deb" / "usr").rglob("*") if path.is_file())
    sizes = [(str(file.relative_to(TOP)), file.stat().st_size) for file in (package, archive)]
    for name, size in (*sizes, ("installed", installed)):
        print(f"{size / 2**20:6.1f} MB  {name}")
    too_large = sizes[0][1] > MAX_PACKED_MB * 2**20 or installed > MAX_INSTALLED_MB * 2**20
    if too_large:
        print(f"bounds: {MAX_PACKED_MB} MB for the .deb, {MAX_INSTALLED_MB} MB installed", file=sys.stderr)
    return int(too_large)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
