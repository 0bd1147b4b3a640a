"""`arctic-map check`."""

from argparse import Namespace
from pathlib import Path

from arctic_map.cli.file_arguments import add_choices, chosen
from arctic_map.cli.main import data_of
from arctic_map.cli.parser import Parser, UsageError
from arctic_map.cli.text import one_line, say
from arctic_map.content import check
from arctic_map.model.opened import ATLAS, parted
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.symbology import legibility
from arctic_map.storage.bounded_reading import is_there

TEXT = tr_later(
    """Checks the content, or the given files, and prints each problem as `file: where: why`.

FILE can be anything that the window opens as a layer, facts (.toml), an atlas (.arctic), or a folder of
content. FILE:LAYER checks one layer of a file. Exit code 0: no problems; 1: problems were found; 2: a file
does not exist."""
)


def options(parser: Parser) -> None:
    parser.describe(
        tr(TEXT),
        examples=(
            "arctic-map check",
            "arctic-map check my-layer.geojson my-facts.toml",
            "arctic-map check survey.shp --crs EPSG:3413",
            "arctic-map check my-atlas.arctic",
            "arctic-map check --data my-atlas",
        ),
    )
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help=tr("a file to check"))
    add_choices(parser)


def run(args: Namespace) -> int:
    """Print problems of the content or files. Return 1 if there are any."""
    files = chosen(args.files, args.crs, args.columns)
    for path in files:
        if not is_there(parted(path)[0]):
            raise UsageError(tr("{file}: the file does not exist", file=path))
        if path.is_dir() and not (path / "catalog.toml").is_file():
            raise UsageError(tr("{file}: the folder has no content: catalog.toml is missing", file=path))
    if not files:
        problems = check.content(data_of(args), legibility.problems)
    else:
        problems = [
            problem
            for path, choice in files.items()
            for problem in (
                check.content(path, legibility.problems)
                if path.is_dir()
                else check.atlas(path, legibility.problems)
                if path.suffix.lower() == ATLAS
                else check.file(path, legibility.problems, choice)
            )
        ]
    for problem in problems:
        say(one_line(str(problem)))
    return 1 if problems else 0
