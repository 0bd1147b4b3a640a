"""The options of `arctic-map layers`."""

from arctic_map.cli.parser import Commands


def add(commands: Commands) -> None:
    command = commands.add(
        "layers",
        help="list the layers with their numbers of features",
        examples=("arctic-map layers", "arctic-map layers --json"),
    )
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")
