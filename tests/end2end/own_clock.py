"""The clock of a process, which stands while other programs have the processors."""

import time
from pathlib import Path


def own_time(process: int) -> int:
    """Nanoseconds; the time is left out for which its first thread was ready and others ran.

    Where the system does not tell that, it is the usual clock.
    """
    try:
        waited = int(Path(f"/proc/{process}/schedstat").read_text().split()[1])
    except OSError:
        waited = 0
    return time.monotonic_ns() - waited
