"""`make bench`: how fast the atlas is, against what else runs on the same machine in the same minutes."""

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2])]

from tests.bench.measures import Measure, line  # noqa: E402  # from the root of the checkout

PARTS = ("start", "toggle", "zoom", "pan", "export", "preview", "search", "routes", "proposals", "scale")


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 when a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; without any, all")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="WORDS",
        help="rows of `scale` that say so, as GeoParquet",
    )
    parser.add_argument(
        "--files", type=Path, metavar="FOLDER", help="where the files of `scale` stay for the next time"
    )
    parser.add_argument(
        "--program",
        metavar="FILE",
        help="the installed program, for `start` and `export`; without it, the program of this checkout",
    )
    given = parser.parse_args(arguments)
    expected = given.parts or PARTS
    if strangers := set(expected) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(strangers))}")
    missed = 0
    for part in PARTS:
        if part in expected:
            missed += report(measures(part, given.only, given.files, given.program))
    print(f"{missed} missed" if missed else "all within their bounds")
    return 1 if missed else 0


def measures(
    part: str, only: Sequence[str] = (), files: Path | None = None, program: str | None = None
) -> Iterable[Measure]:
    command = (program,) if program else (sys.executable, "-m", "arctic_map")
    if part == "start":
        from tests.bench import start

        return start.measure(command)
    if part == "export":
        from tests.bench import export

        return export.measure(command)
    if part == "preview":
        from tests.bench import preview

        return preview.measure()
    if part == "search":
        from tests.bench import search

        return search.measure()
    if part == "routes":
        from tests.bench import routes

        return routes.measure()
    if part == "scale":
        from tests.bench import scale

        return scale.measure(only, files)
    if part == "proposals":
        from tests.bench import proposing

        return proposing.measure()
    return in_window(part)


def in_window(part: str) -> Iterable[Measure]:
    """In a window of its own, so that no part finds warm what another has read."""
    from tests.bench import frames
    from tests.bench.window import Driven

    ways: dict[str, Callable[[Driven], list[Measure]]] = {
        "toggle": frames.toggles,
        "zoom": frames.zooms,
        "pan": frames.drags,
    }
    driven = Driven(*frames.SIZE)
    try:
        return ways[part](driven)
    finally:
        driven.close()


def report(found: Iterable[Measure]) -> int:
    """Print each; how many missed their bound."""
    missed = 0
    for measure in found:
        print(line(measure), flush=True)
        missed += measure.missed
    return missed


if __name__ == "__main__":
    sys.exit(main())
