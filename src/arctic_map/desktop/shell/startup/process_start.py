"""When this process started, to a hundredth of a second: the zero of every time that is told of the start."""

import os
import sys
import time
from pathlib import Path

STARTED = 19
"""Place of the start ticks in /proc/PID/stat behind the name, which may hold anything (proc_pid_stat(5))."""


def started_at() -> float:
    """Seconds since the epoch; on Linux up to one tick (10 ms) too early, never too late."""
    if sys.platform != "linux":
        # Where the kernel does not say.
        import psutil

        return float(psutil.Process().create_time())
    # psutil adds the ticks to a time of boot that the kernel tells in whole seconds: up to one second wrong.
    booted_at = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
    return booted_at + start_ticks(Path("/proc/self/stat").read_text()) / os.sysconf("SC_CLK_TCK")


def start_ticks(stat: str) -> int:
    """Ticks from boot to the start of a process, by the text of its /proc/PID/stat."""
    return int(stat.rpartition(")")[2].split()[STARTED])
