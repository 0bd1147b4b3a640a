"""`arctic-map layer-of`: what the window has done in a process of its own, no command for users.

So the window goes on whatever the file: this process may take long or much memory, or be ended.
"""

import os
import sys
from argparse import Namespace

from arctic_map.model.path_text import LATER
from arctic_map.render import heap

if sys.platform != "win32":
    import resource

MEMORY = 4_000_000_000
"""Bytes that reading a file may take, where the system holds a process to it."""


def run(options: Namespace) -> int:
    _stand_back(waited_for=options.projection == LATER)
    heap.keep_all()
    # numpy keeps to what was set just now only if it is loaded after that.
    from arctic_map.cli.layering.reading import read

    read(options)
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
