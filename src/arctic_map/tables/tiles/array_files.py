"""Named arrays in a folder, memory-mapped so that only accessed parts are read."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np


def save(folder: Path, arrays: Mapping[str, Any]) -> None:
    """Write the arrays. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def load(folder: Path, names: Iterable[str]) -> dict[str, Any]:
    """Map the arrays of these names. Raises OSError, or ValueError for an invalid file."""
    return {name: _mapped(folder / f"{name}.npy") for name in names}


def _mapped(path: Path) -> Any:
    # Slicing a plain array is much faster than slicing a memmap.
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
