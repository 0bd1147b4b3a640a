"""Cache for results of pure functions, the only one for scenes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

KEEP = 2_000_000
"""Maximum size of the cache, roughly in coordinates of 32 bytes each."""
ENTRY = 20
"""Overhead of an entry, in the same unit."""
MIN_ENTRIES = 256
"""Minimum number of entries regardless of their size, enough for one view."""


class Identity:
    """A cache key for an immutable value without a fingerprint; equal only for the same object."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and self._value is other._value

    def __hash__(self) -> int:
        return id(self._value)


class Memo:
    """A bounded cache that evicts the least recently used entry; thread-safe."""

    def __init__(self, keep: int, at_least: int) -> None:
        self._keep, self._at_least = keep, at_least
        self._cached: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def __call__[R](self, key: Hashable, make: Callable[[], R], weigh: Callable[[R], int] = lambda _: 1) -> R:
        """Return the cached result for `key`, or call `make`, whose result must depend on nothing else."""
        with self._lock:
            if key in self._cached:
                self._cached.move_to_end(key)
                known: R = self._cached[key][0]
                return known
        made = make()
        with self._lock:
            # Another thread may have been faster. All callers get the same object, as it may be a key itself.
            if key not in self._cached:
                self._cached[key] = made, ENTRY + weigh(made)
                self._weight += self._cached[key][1]
            made = self._cached[key][0]
            while self._weight > self._keep and len(self._cached) > self._at_least:
                self._weight -= self._cached.popitem(last=False)[1][1]
        return made


memo = Memo(KEEP, MIN_ENTRIES)
