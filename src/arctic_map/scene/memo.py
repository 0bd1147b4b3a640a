"""Results of pure functions, kept for when they are asked for again: the one cache of scenes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

KEEP = 2_000_000
"""About the coordinates that are kept; some 32 bytes each."""
ENTRY = 20
"""What any result takes besides, in the same unit."""
AT_LEAST = 256
"""Results that stay whatever they weigh: what one view asks for must have room."""


class Identity:
    """A key for a value that is never changed and has no fingerprint: this value and no equal one."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and self._value is other._value

    def __hash__(self) -> int:
        return id(self._value)


class Memo:
    """A bounded table, from which goes first what was asked for longest ago; for any thread."""

    def __init__(self, keep: int, at_least: int) -> None:
        self._keep, self._at_least = keep, at_least
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def __call__[R](self, key: Hashable, make: Callable[[], R], weigh: Callable[[R], int] = lambda _: 1) -> R:
        """The result of `make`, which depends on nothing but what the key is made of."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                known: R = self._kept[key][0]
                return known
        made = make()
        with self._lock:
            # Another thread may have been faster: there is one result, so that it can be a key itself.
            if key not in self._kept:
                self._kept[key] = made, ENTRY + weigh(made)
                self._weight += self._kept[key][1]
            made = self._kept[key][0]
            while self._weight > self._keep and len(self._kept) > self._at_least:
                self._weight -= self._kept.popitem(last=False)[1][1]
        return made


memo = Memo(KEEP, AT_LEAST)
