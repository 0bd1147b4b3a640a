"""Cases of one test of which the first stand for all in `make test`; the others are slow."""

from collections.abc import Iterable
from typing import Any

import pytest


def first_quick(cases: Iterable[Any], count: int = 1) -> list[Any]:
    """A case of several values is a tuple."""
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)), marks=[] if at < count else [pytest.mark.slow]
        )
        for at, case in enumerate(cases)
    ]
