"""The options of `arctic-map check`."""

from pathlib import Path

from arctic_map.cli.file_layers import add_crs
from arctic_map.cli.parser import Commands

TEXT = """Looks for problems in the content, or in the files named, and prints each as `file: where: why`.

Files may be all that the window opens as layers, of which the same is said as there, facts (.toml), an
atlas (.arctic), or a folder of content. FILE:LAYER looks at one layer of a file. Exit code 0: all is well;
1: problems were found; 2: a file does not exist."""


def add(commands: Commands) -> None:
    command = commands.add(
        "check",
        help="look for problems in the content or in files",
        text=TEXT,
        examples=(
            "arctic-map check",
            "arctic-map check my-layer.geojson my-facts.toml",
            "arctic-map check survey.shp --crs EPSG:3413",
            "arctic-map check my-atlas.arctic",
            "arctic-map check --data my-atlas",
        ),
    )
    command.add_argument("files", metavar="FILE", nargs="*", type=Path, help="a file to check")
    add_crs(command)
