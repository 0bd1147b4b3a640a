"""`arctic-map layer-of`: reads a file for the window in a process of its own; no command for users.

The window keeps running whatever the file does: this process may take long, use much memory, or be ended.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from arctic_map.cli.file_arguments import local_path
from arctic_map.cli.parser import Parser
from arctic_map.model.path_text import LATER
from arctic_map.model.preferences import NAMES
from arctic_map.render import heap

if sys.platform != "win32":
    import resource

MEMORY = 4_000_000_000
"""Maximum bytes of memory for reading a file, where the system enforces it."""


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
    parser.add_argument("--columns", nargs=2, default=())
    parser.add_argument("--ask", action="store_true", help="rather ask which layers than take all")
    parser.add_argument("--wording", choices=NAMES, default="en", help="language of reasons and remarks")
    parser.add_argument("--avoid", metavar="DIR", type=Path, action="append", default=[])


def run(args: Namespace) -> int:
    """Read a file and draw it, for the window."""
    _lower_priority(waited_for=args.projection == LATER)
    heap.keep_all()
    # Late import: numpy must be loaded after these settings to follow them.
    from arctic_map.cli.layer_process import read

    read(args)
    return 0


def _lower_priority(*, waited_for: bool) -> None:
    """Limit memory, and lower the priority unless the window's start waits for this process."""
    if hasattr(os, "nice") and not waited_for:
        os.nice(5)
    # Each thread of numpy would reserve memory without being used.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
