"""The Debian packages with the system libraries that the frozen app needs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from packages.bundle import program
from packages.slimming import libraries

OPTIONAL = ("libqgtk3",)
"""Plugins that stay unused where their libraries are missing."""
TIME64 = "t64"
"""The suffix that some packages got with 64-bit time; on 64-bit machines their older name works as well."""

GCC = {"3.4.29": 11, "3.4.30": 12, "3.4.31": 13, "3.4.32": 13, "3.4.33": 14, "3.4.34": 15}
"""Version of the compiler whose C++ library has the symbols of a version."""


def depends(folder: Path) -> list[str]:
    """Return what Depends must name for the libraries of the app in `folder`, sorted.

    Raises SystemExit if a library is neither in the app nor in an installed package.
    """
    here = {library.name for library in libraries(folder)}
    needed: set[str] = set()
    versions: set[str] = set()
    for file in (*libraries(folder), program(folder), *folder.rglob("QtWebEngineProcess")):
        if not file.name.startswith(OPTIONAL):
            output = subprocess.run(
                ["objdump", "-p", file], capture_output=True, text=True, check=True
            ).stdout
            needed.update(re.findall(r"NEEDED +(\S+)", output))
            versions.update(re.findall(r" (GLIBC(?:XX)?_[\d.]+)$", output, re.MULTILINE))
    packages = {_package_of(library) for library in needed - here}
    return sorted(_with_version(package, versions) for package in packages)


def _package_of(library: str) -> str:
    output = subprocess.run(["dpkg-query", "-S", f"*/{library}"], capture_output=True, text=True, check=False)
    for line in output.stdout.splitlines():
        packages, _, path = line.partition(": ")
        # Other packages have private copies in folders of their own.
        if Path(path).parent.name in {"lib64", "x86_64-linux-gnu"} and "diversion" not in line:
            return packages.partition(",")[0].partition(":")[0]
    raise SystemExit(f"no installed package has {library}")


def _with_version(package: str, versions: set[str]) -> str:
    if package == "libc6":
        return f"{package} (>= {_newest('GLIBC_', versions)})"
    if package == "libstdc++6":
        return f"{package} (>= {GCC[_newest('GLIBCXX_', versions)]})"
    if package.endswith(TIME64):
        return f"{package} | {package.removesuffix(TIME64)}"
    return package


def _newest(prefix: str, versions: set[str]) -> str:
    """Return the highest of the versions with this prefix, as in `GLIBC_2.38`."""
    found = [version.removeprefix(prefix) for version in versions if version.startswith(prefix)]
    return max(found, key=lambda version: [int(part) for part in version.split(".")])
