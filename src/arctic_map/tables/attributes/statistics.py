"""What the values of a field are like together."""

from dataclasses import dataclass
from typing import Any

from arctic_map.model.attributes import Field


@dataclass(frozen=True, slots=True)
class Statistics:
    field: Field
    rows: int
    said: int
    """Rows that say something."""
    distinct: int
    least: Any = None
    greatest: Any = None
    mean: float | None = None
    """This and what follows of numbers only."""
    median: float | None = None
    deviation: float | None = None
    """Standard deviation of a sample."""
    total: float | None = None
