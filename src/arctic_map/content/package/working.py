"""The folder that an atlas being edited is read from: always the content as it is now."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from arctic_map.content.package.unpacked import own_folder


class WorkingFolder:
    """Made at the first `show`; only what has changed is written."""

    def __init__(self) -> None:
        self.path = own_folder().with_name("editing") / f"{os.getpid()}-{os.urandom(4).hex()}"
        self._shown: dict[str, bytes] = {}

    def show(self, files: Mapping[str, bytes]) -> Path:
        """Have the folder hold these files and no others. Raises OSError."""
        for name in self._shown.keys() - files.keys():
            (self.path / name).unlink(missing_ok=True)
            del self._shown[name]
        for name, body in files.items():
            if self._shown.get(name) != body:
                place = self.path / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(body)
                self._shown[name] = body
        return self.path

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._shown.clear()
