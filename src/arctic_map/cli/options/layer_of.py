"""The options of `arctic-map layer-of`."""

from __future__ import annotations

from pathlib import Path

from arctic_map.cli.addresses import local_path
from arctic_map.cli.parser import Commands


def add(commands: Commands) -> None:
    command = commands.add_hidden("layer-of", text="Read a file and draw it on every projection.")
    command.add_argument("file", metavar="ADDRESS", type=local_path)
    command.add_argument("--out", metavar="DIR", type=Path, required=True)
    command.add_argument("--hue", type=int, default=1)
    command.add_argument(
        "--projection", default="nsr", help="drawn first; - where the standard input names it"
    )
    command.add_argument("--layer", dest="layers", metavar="NAME", action="append", default=[])
    command.add_argument("--crs", default="")
    command.add_argument("--ask", action="store_true", help="rather ask which layers than take all")
    command.add_argument("--beside", metavar="DIR", type=Path, action="append", default=[])
