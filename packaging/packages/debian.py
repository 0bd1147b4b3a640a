"""The .deb: the frozen app, its desktop integration, and the metadata that Debian requires."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime
from hashlib import md5
from pathlib import Path

from packages.bundle import PYTHON
from packages.components import Component
from packages.dependencies import depends

NAME = "arctic-map"
MAINTAINER = "Arctic Map contributors <arctic-map@users.noreply.invalid>"
DESCRIPTION = """atlas of China-Russia cooperation in the Arctic
 Arctic Map puts every claim of one article on a polar map: the Northern Sea
 Route with its lanes, ports, legal waters and drill zones, and the facts
 beside them. It says of every mark how sure it is and where it comes from,
 and lets one test the numbers.
 .
 It works offline and never sends anything anywhere."""
RECOMMENDS = (
    "ca-certificates",
    "desktop-file-utils",
    "hicolor-icon-theme",
    "libgl1-mesa-dri",
    "libsecret-tools",
    "shared-mime-info",
)
SUGGESTS = ("apparmor", "fonts-noto-cjk", "libgtk-3-0t64 | libgtk-3-0", "speech-dispatcher")
DOC = f"usr/share/doc/{NAME}"
APP = f"usr/lib/{NAME}"


def build(
    frozen: Path, share: Path, linux: Path, changelog: str, parts: Sequence[Component], version: str,
    made: datetime, bill: str, to: Path,
) -> Path:  # fmt: skip
    """Build the package from the app in `frozen` and the desktop's files in `share`; return its path."""
    tree = to / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(frozen, tree / APP, symlinks=True)
    shutil.copytree(share, tree / "usr/share")
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    for page in sorted((tree / "usr/share/man").rglob(f"{NAME}.1")):
        _compress(page)
    (tree / DOC).mkdir(parents=True)
    (tree / DOC / "copyright").write_text(copyright_of(parts))
    (tree / DOC / "sbom.cdx.json").write_text(bill)
    (tree / DOC / "changelog").write_text(_changelog(version, made))
    (tree / DOC / "NEWS").write_text(changelog)
    for name in ("sbom.cdx.json", "changelog", "NEWS"):
        _compress(tree / DOC / name)
    _put(linux / "lintian-overrides", tree / "usr/share/lintian/overrides" / NAME)
    _put(linux / "apparmor", tree / "etc/apparmor.d" / NAME)
    _control(tree, linux, frozen, version)
    _settle(tree, made)
    package = to.parent.parent / "dist" / f"{NAME}_{version}_amd64.deb"
    package.parent.mkdir(exist_ok=True)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", tree, package],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int(made.timestamp()))},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return package


def copyright_of(parts: Sequence[Component]) -> str:
    """Return the file `copyright`: the app's own licence, and the name of each part's licence."""
    mit = (Path(__file__).resolve().parents[2] / "LICENSE").read_text().partition("\n\n")[2]
    holder, _, text = mit.partition("\n\n")
    lines = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        "Upstream-Name: Arctic Map",
        "",
        "Files: *",
        f"Copyright: {holder.removeprefix('Copyright (c) ')}",
        "License: Expat",
        *(f" {line}" if line else " ." for line in text.rstrip().splitlines()),
        "",
        f"Files: {APP}/bin/* {APP}/lib/*",
        "Copyright: the authors of each part",
        "License: various",
        " The app is shipped with what it runs on; sbom.cdx.json tells file by file.",
        f" Licences of Python packages lie beside them in /{APP}/lib/{PYTHON}/*.dist-info.",
        " The LGPL 3, the LGPL 2.1, the GPL 3 and the Apache License 2.0 are in",
        " /usr/share/common-licenses/LGPL-3, /usr/share/common-licenses/LGPL-2.1,",
        " /usr/share/common-licenses/GPL-3 and /usr/share/common-licenses/Apache-2.0.",
        " Those of Qt and of the parts of Chromium are told by Qt's own documentation;",
        " Qt's libraries are separate files and can be replaced by others.",
        " .",
        *(
            f" {part.name} {part.version}".rstrip() + f": {part.licence}"
            for part in parts
            if part.name != NAME
        ),
    ]
    return "\n".join(lines) + "\n"


def _changelog(version: str, made: datetime) -> str:
    return (
        f"{NAME} ({version}) unstable; urgency=medium\n\n  * See NEWS.gz for what a user can see.\n\n"
        f" -- {MAINTAINER}  {made:%a, %d %b %Y %H:%M:%S +0000}\n"
    )


def _control(tree: Path, linux: Path, frozen: Path, version: str) -> None:
    control = tree / "DEBIAN"
    control.mkdir()
    files = sorted(path for path in tree.rglob("*") if path.is_file() and control not in path.parents)
    size = sum(-(-path.lstat().st_size // 1024) for path in files)
    (control / "control").write_text(
        f"Package: {NAME}\nVersion: {version}\nArchitecture: amd64\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {size}\nDepends: {', '.join(depends(frozen))}\n"
        f"Recommends: {', '.join(RECOMMENDS)}\nSuggests: {', '.join(SUGGESTS)}\n"
        f"Section: education\nPriority: optional\nDescription: {DESCRIPTION}\n"
    )
    (control / "conffiles").write_text(f"/etc/apparmor.d/{NAME}\n")
    (control / "md5sums").write_text(
        "".join(
            f"{md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n"
            for path in files
            if not path.is_symlink() and path.parts[len(tree.parts)] != "etc"
        )
    )
    _put(linux / "postinst", control / "postinst")


def _settle(tree: Path, made: datetime) -> None:
    """Set permissions and times that do not depend on the machine."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or _is_program(path) else 0o644)
        os.utime(path, (made.timestamp(), made.timestamp()), follow_symlinks=False)


def _is_program(path: Path) -> bool:
    if path.name == NAME:
        return path.parent.name in {NAME, "bin"}
    return path.name in {"QtWebEngineProcess", "postinst"}


def _compress(path: Path) -> None:
    Path(f"{path}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    path.unlink()


def _put(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)
