"""The options of `arctic-map facts`."""

from arctic_map.cli.parser import Commands


def add(commands: Commands) -> None:
    command = commands.add(
        "facts",
        help="list the facts of the article, in the atlas's own words",
        examples=("arctic-map facts", "arctic-map facts --json > facts.json"),
    )
    command.add_argument("--json", action="store_true", help="as JSON, for other programs")
