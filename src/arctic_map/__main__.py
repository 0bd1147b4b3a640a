"""`python -m arctic_map` and the command `arctic-map`."""

import sys

from arctic_map.cli.main import main

__all__ = ["main"]


if __name__ == "__main__":
    sys.exit(main())
