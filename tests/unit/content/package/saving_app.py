"""Edits and saves an atlas without end, and reports what it stored and saved; is killed at any moment."""

import sys
from itertools import count
from pathlib import Path

from arctic_map.content.package import unsaved_changes
from arctic_map.content.package.unsaved_changes import save_proven

NUMBER = "number.txt"


def main(path: Path, state: Path, first: int) -> None:
    filling = b"x y z " * 20_000
    for number in count(first):
        files = {"catalog.toml": b'title = "T"\n', "article.txt": filling, NUMBER: str(number).encode()}
        unsaved_changes.keep(state, path, files, "")
        print(f"stored {number}", flush=True)
        save_proven(state, path, files)
        print(f"saved {number}", flush=True)
        unsaved_changes.forget(state, path)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
