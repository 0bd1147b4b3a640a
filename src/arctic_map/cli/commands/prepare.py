"""`arctic-map prepare`: a build step; no command for users."""

import multiprocessing
from argparse import Namespace
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from arctic_map import resources
from arctic_map.cli.main import data_of
from arctic_map.cli.parser import Parser
from arctic_map.content.package.packing import gathered, packed, save
from arctic_map.errors import ContentError
from arctic_map.model.opened import ATLAS
from arctic_map.prepare import prepare
from arctic_map.prepare_routes import prepare_routes


def options(parser: Parser) -> None:
    parser.describe("Project the layers and render the page's shell.")
    parser.add_argument("--out", metavar="DIR", type=Path, default=None, help="where to (resources/prepared)")


def run(args: Namespace) -> int:
    """Prepare drawings, page and routes in parallel."""
    out = args.out or resources.prepared()
    # The two are independent. A new process rather than a fork, as there may be threads.
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        routes = process.submit(prepare_routes, out)
        prepare(data_of(args), resources.web(), out)
        routes.result()
    pack_shipped(out)
    return 0


def pack_shipped(out: Path) -> None:
    """Write an atlas file below `out` for each folder shipped beside the built-in content."""
    for folder in sorted(resources.atlases().glob("*/")):
        files, problems = gathered(folder)
        if problems:
            raise ContentError(problems[0][1], where=f"{folder}/{problems[0][0]}")
        path = out / "atlases" / f"{folder.name}{ATLAS}"
        # Keep an unchanged file.
        if not path.is_file() or path.read_bytes() != packed(files):
            save(path, files)
