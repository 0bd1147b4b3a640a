"""Arrays by name in a folder, read by mapping them: only what is looked at comes from disk."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np


def save(folder: Path, arrays: Mapping[str, Any]) -> None:
    """Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)


def load(folder: Path, names: Iterable[str]) -> dict[str, Any]:
    """Raises OSError, or ValueError for what is no array."""
    return {name: _mapped(folder / f"{name}.npy") for name in names}


def _mapped(path: Path) -> Any:
    # A plain array on mapped memory: each slice of a memmap is an object that takes longer than the slice.
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
