"""The bench's clock: the moment before a program is started, compared with what it reports itself."""

import json
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

PATIENCE_S = 120.0
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
"""The kernel notes the start of a process in these."""
ROUNDED_S = 0.001
"""Reports tell no less."""
# Users have compiled modules; a program that may not keep them compiles all of its own at each start.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds since the epoch, and what the program printed."""

    before: float
    """Right before the start was requested: the zero of what is measured."""
    after: float
    """When it was there."""
    report: Any

    def since_start(self, moment: str) -> float:
        """Seconds from before the start to a moment that the report names."""
        return float(self.report[moment]) - self.before


def run(command: Sequence[str]) -> Run:
    """Start a program that prints JSON, and wait for its end. Raises RuntimeError when it fails."""
    before = time.time()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as process:
        after = time.time()
        try:
            out, errors = process.communicate(timeout=PATIENCE_S)
        finally:
            process.kill()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}: {errors.strip()[-400:]}")
    return Run(before, after, json.loads(out))


def agree(started_at: float, run: Run) -> bool:
    """Whether a program's own word on its start can be true; it may be early by a tick."""
    return run.before - TICK_S - ROUNDED_S <= started_at <= run.after + ROUNDED_S
