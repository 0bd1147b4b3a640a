"""`arctic-map doctor`."""

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from arctic_map.cli.main import data_of
from arctic_map.cli.parser import Parser, UsageError
from arctic_map.cli.text import complain, say, say_json, table
from arctic_map.desktop.shell.doctor import examine
from arctic_map.model.tr import tr
from arctic_map.storage.bounded_reading import is_there


def options(parser: Parser) -> None:
    parser.describe(
        tr("Opens the real window off screen and waits for map and panels. Exit code 1: it did not start."),
        examples=(
            "arctic-map doctor",
            "arctic-map doctor --json",
            "arctic-map doctor --open big.gpkg --json",
        ),
    )
    parser.add_argument(
        "--open",
        metavar="FILE",
        type=Path,
        dest="file",
        help=tr("open this file, and measure when it is on the map and how smoothly the map moves"),
    )
    parser.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(args: Namespace) -> int:
    """Print how the window starts, or how a file opens. Return 1 on failure."""
    data = data_of(args)
    if args.file:
        return _try(data, args)
    report = asdict(examine(data))
    if report["ok"]:
        del report["why"]
    if args.json:
        say_json(report)
    else:
        for line in report_lines(report):
            say(line)
    if not report["ok"]:
        complain(f"the map did not start: {report['why']}")
    return 0 if report["ok"] else 1


def _try(data: Path, args: Namespace) -> int:
    if not is_there(args.file):
        raise UsageError(tr("{file}: the file does not exist", file=args.file))
    # Late import: Qt takes 50 ms, and the plain examination loads it in a process of its own.
    from arctic_map.desktop.shell.file_trial import try_file

    trial = asdict(try_file(data, args.file.absolute()))
    why = trial.pop("why")
    if why:
        complain(f"the file is not on the map: {why}")
        return 1
    if args.json:
        say_json(trial)
    else:
        for line in table([(name, f"{value:,}") for name, value in trial.items()]):
            say(line)
    return 0


def report_lines(report: dict[str, Any]) -> list[str]:
    """The report as lines of a table."""
    began = report["started_at"]
    rows = [
        ("map", "comes up" if report["ok"] else "does not come up"),
        ("first paint", _after(report["painted_at"], began)),
        ("ready", _after(report["ready_at"], began)),
        ("memory", f"{report['memory_mb']:.0f} MB with all processes"),
        ("graphics", f"{report['graphics']}, off screen"),
        ("of the window", report["window_graphics"] or "not known: it has not been open yet"),
        ("sandbox", report["sandbox"]),
        *report["versions"].items(),
    ]
    return table([(str(name), str(value)) for name, value in rows])


def _after(moment: float | None, start: float) -> str:
    return "-" if moment is None else f"{moment - start:.2f} s from the start of the process"
