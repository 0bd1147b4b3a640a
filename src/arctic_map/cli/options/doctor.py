"""The options of `arctic-map doctor`."""

from pathlib import Path

from arctic_map.cli.parser import Commands


def add(commands: Commands) -> None:
    command = commands.add(
        "doctor",
        help="see whether the map comes up here, how fast, and with what",
        text="Opens the real window off screen, waits for map and panels. Exit code 1: it did not come up.",
        examples=(
            "arctic-map doctor",
            "arctic-map doctor --json",
            "arctic-map doctor --open big.gpkg --json",
        ),
    )
    command.add_argument(
        "--open",
        metavar="FILE",
        type=Path,
        dest="file",
        help="open this file in the window, and say how soon it is on the map and how the map then moves",
    )
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")
