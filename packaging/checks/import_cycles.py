"""Check that no modules import each other, directly or indirectly. `make check` runs this."""

import sys
from graphlib import CycleError, TopologicalSorter

import grimp


def cycle(package: str) -> tuple[str, ...]:
    """Return modules that form a cycle, each importing the next and the last the first; empty without one.

    Imports inside functions, and those for types only, count as well.
    """
    graph = grimp.build_graph(package, cache_dir=None)
    files = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    try:
        TopologicalSorter(files).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def main() -> int:
    """Print a cycle; return 1 if there is one."""
    found = cycle("arctic_map")
    if found:
        print("these files import each other:", *found, sep="\n  ", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
