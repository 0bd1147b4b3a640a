"""The start time of this process, from which all start-up times are measured."""

import os
import sys
import time
from pathlib import Path

STARTED = 19
"""Index of the start time in /proc/PID/stat after the name, which may contain spaces (proc_pid_stat(5))."""


def started_at() -> float:
    """Return seconds since the epoch; on Linux up to one tick (10 ms) too early, never too late."""
    if sys.platform != "linux":
        import psutil  # other systems have no /proc

        return float(psutil.Process().create_time())
    # psutil is up to one second wrong, because it uses a boot time in whole seconds.
    booted_at = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
    return booted_at + start_ticks(Path("/proc/self/stat").read_text()) / os.sysconf("SC_CLK_TCK")


def start_ticks(stat: str) -> int:
    """Return the ticks from boot to the start of a process, from the text of its /proc/PID/stat."""
    return int(stat.rpartition(")")[2].split()[STARTED])
