"""The options of `arctic-map prepare`."""

from pathlib import Path

from arctic_map.cli.parser import Commands


def add(commands: Commands) -> None:
    command = commands.add_hidden("prepare", text="Project the layers and render the page's shell.")
    command.add_argument(
        "--out", metavar="DIR", type=Path, default=None, help="where to (resources/prepared)"
    )
