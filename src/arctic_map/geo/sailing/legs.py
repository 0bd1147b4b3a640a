"""Ways through places between the ends: legs put together, each whole way by one gate between the oceans."""

from collections.abc import Sequence
from math import inf

from arctic_map.model.strait import By
from arctic_map.model.voyage import Voyage


def joined(legs: Sequence[Sequence[Voyage]]) -> tuple[Voyage, ...]:
    """The ways along all legs, shortest first; `legs` are the ways of each, shortest first.

    By each gate that all legs which leave their ocean can take, and the shortest of all if that is none of
    these. Nothing where a leg has no way.
    """
    if not all(legs):
        return ()
    if len(legs) == 1:
        return tuple(legs[0])
    gates = dict.fromkeys(way.by for leg in legs for way in leg if way.by not in ("direct", "mixed"))
    kinds: tuple[By, ...] = ("direct", *gates)
    found = {whole.by: whole for by in kinds if (whole := _by(by, legs)) is not None}
    shortest = _whole("mixed", [leg[0] for leg in legs])
    if shortest.length < min((each.length for each in found.values()), default=inf):
        found["mixed"] = shortest
    return tuple(sorted(found.values(), key=lambda way: way.length))


def _by(gate: By, legs: Sequence[Sequence[Voyage]]) -> Voyage | None:
    """Each leg by the gate, or within its ocean where that is shorter or the only way."""
    parts = [next((way for way in leg if way.by in (gate, "direct")), None) for leg in legs]
    known = [each for each in parts if each is not None]
    if len(known) < len(legs):
        return None
    return _whole(gate if any(each.by == gate for each in known) else "direct", known)


def _whole(by: By, parts: Sequence[Voyage]) -> Voyage:
    line = parts[0].line + tuple(place for part in parts[1:] for place in part.line[1:])
    through = tuple(dict.fromkeys(strait for part in parts for strait in part.through))
    return Voyage(by, line, sum(part.length for part in parts), through)
