"""`python -m arctic_map` and the command `arctic-map`."""

import sys


def main() -> int:
    from arctic_map.cli.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
