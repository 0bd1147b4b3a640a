"""`python -m arctic_map` and the command `arctic-map`."""

import sys

from arctic_map.cli.chosen import opens_window

__all__ = ["main"]


def main() -> int:
    """Carry out the command line; the exit code."""
    if opens_window(sys.argv[1:]):
        # Before all else: what is done while Qt is linked costs a window no time.
        from arctic_map.desktop.startup import beginning

        beginning.begin()
    # The linking has begun before what reads the command line is loaded.
    from arctic_map.cli.main import main as carry_out

    return carry_out()


if __name__ == "__main__":
    sys.exit(main())
