"""`arctic-map layer-of`: what the window has done in a process of its own, no command for users.

So the window goes on whatever the file: this process may take long or much memory, or be ended.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from arctic_map.cli.file_arguments import local_path
from arctic_map.cli.parser import Parser
from arctic_map.model.path_text import LATER
from arctic_map.render import heap

if sys.platform != "win32":
    import resource

MEMORY = 4_000_000_000
"""Bytes that reading a file may take, where the system holds a process to it."""


def options(parser: Parser) -> None:
    parser.describe("Read a file and draw it on every projection.")
    parser.add_argument("file", metavar="ADDRESS", type=local_path)
    parser.add_argument("--out", metavar="DIR", type=Path, required=True)
    parser.add_argument("--hue", type=int, default=1)
    parser.add_argument(
        "--projection", default="nsr", help="drawn first; - where the standard input names it"
    )
    parser.add_argument("--layer", dest="layers", metavar="NAME", action="append", default=[])
    parser.add_argument("--crs", default="")
    parser.add_argument("--ask", action="store_true", help="rather ask which layers than take all")
    parser.add_argument("--beside", metavar="DIR", type=Path, action="append", default=[])


def run(args: Namespace) -> int:
    _stand_back(waited_for=args.projection == LATER)
    heap.keep_all()
    # numpy keeps to what was set just now only if it is loaded after that.
    from arctic_map.cli.layer_process import read

    read(args)
    return 0


def _stand_back(*, waited_for: bool) -> None:
    """Within bounds of memory, and behind the window when both want the processor.

    While the window itself comes up, it is `waited_for` as much as that.
    """
    if hasattr(os, "nice") and not waited_for:
        os.nice(5)
    # Each thread of numpy's would reserve memory, and there is nothing here for them to do.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
