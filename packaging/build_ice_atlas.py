"""Rewrite resources/atlases/sea-ice, in which every figure is computed from the shipped ice record."""

import shutil
import sys
from pathlib import Path

from arctic_map import resources
from ice_atlas.content import content

TARGET = Path(__file__).resolve().parent.parent / "resources" / "atlases" / "sea-ice"


def main() -> int:
    """Entry point."""
    files = content(resources.data())
    shutil.rmtree(TARGET, ignore_errors=True)
    for name, body in files.items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return 0


if __name__ == "__main__":
    sys.exit(main())
