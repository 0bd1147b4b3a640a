"""`arctic-map prepare`: what the build does, no command for users."""

from argparse import Namespace
from pathlib import Path

from arctic_map import resources
from arctic_map.cli.content import data_of
from arctic_map.cli.parser import Commands
from arctic_map.prepare import prepare
from arctic_map.prepare_routes import prepare_routes


def add(commands: Commands) -> None:
    command = commands.add_hidden("prepare", run, text="Project the layers and render the page's shell.")
    command.add_argument(
        "--out", metavar="DIR", type=Path, default=None, help="where to (resources/prepared)"
    )


def run(options: Namespace) -> int:
    out = options.out or resources.prepared()
    prepare(data_of(options), resources.web(), out)
    prepare_routes(out)
    return 0
