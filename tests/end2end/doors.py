"""A program of its own: bad files through `info`, `check` and the window's reader, a process for each.

It goes through what each line of its input names, in the folder behind that name, and ends what it says of it
with an empty line.
"""

import json
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests import damaged
from tests.unit.tables.readers import test_file_kinds as hostile

# Loaded once, before the processes begin.
from arctic_map.cli import layer_process, main
from arctic_map.cli.commands import check, info, layer_of
from arctic_map.tables import opened_layer
from arctic_map.tables.attributes import attribute_writer
from arctic_map.tables.readers import any_file

LOADED = check, info, layer_of, layer_process, attribute_writer, any_file
PATIENCE_S = 60
FLIPS = 2
HOSTILE = "hostile"
READER = "layer-of"


def run(words: Sequence[str], output: Path) -> dict[str, object]:
    """How a command ended, what it printed, its seconds of processor time and megabytes."""
    process = os.fork()
    if not process:
        with output.open("wb") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        signal.alarm(PATIENCE_S)
        os._exit(main.main(words))
    _, status, used = os.wait4(process, 0)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "output": output.read_text(errors="replace"),
        "seconds": used.ru_utime + used.ru_stime,
        "mb": used.ru_maxrss / 1024,
    }


def cases(what: str, folder: Path) -> Iterator[tuple[str, Path, bool]]:
    """What is wrong, the file, and whether the window's reader shall read it too, which takes longer."""
    if what == HOSTILE:
        for number, (name, (suffix, make, _)) in enumerate(hostile.REFUSED.items()):
            own = folder / str(number)
            own.mkdir()
            file = own / f"file{suffix}"
            file.write_bytes(make(own))
            yield name, file, True
        return
    file = damaged.sound(folder, what)
    for number, (name, content) in enumerate(damaged.damages(file.read_bytes(), FLIPS, what)):
        file.write_bytes(content)
        yield name, file, number % 2 == 0


def through(what: str, folder: Path) -> None:
    """The result of each, as a line of JSON."""
    given, out, temporary = (folder / name for name in ("given", "out", "temporary"))
    for each in (given, out, temporary):
        each.mkdir()
    os.environ["TMPDIR"] = tempfile.tempdir = str(temporary)
    for number, (name, file, whole) in enumerate(cases(what, given)):
        before = contents_of(given)
        for door in ("info", "check", *((READER,) if whole else ())):
            to = out / str(number)
            found = run([door, str(file), *(("--out", str(to)) if door == READER else ())], folder / "output")
            found |= {"name": name, "door": door, "touched": contents_of(given) != before}
            found["left"] = len([*temporary.iterdir()])
            if door == READER and found["code"] == 0:
                layer = opened_layer.read(to)
                found |= {"refused": layer.refused, "rows": len(layer.rows)}
            sys.stdout.write(json.dumps(found) + "\n")
            sys.stdout.flush()


def contents_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        what, _, folder = line.rstrip("\n").partition(" ")
        through(what, Path(folder))
        print(flush=True)
