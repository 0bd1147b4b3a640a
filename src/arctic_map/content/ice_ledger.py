"""Ledger rows that are computed from the sea ice record: reading their file."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.content_index import ContentIndex
from arctic_map.content.toml_rows import TableSchema, fields_of, read_rows, without_faulty
from arctic_map.model.ice_reckoning import OF_A_YEAR, ONE_SEA, IceReckoning, IceWay
from arctic_map.model.problem import FileProblem


class IceRow(msgspec.Struct, forbid_unknown_fields=True):
    """A [[row]] of the file."""

    id: str
    way: str
    what: str
    years: tuple[int, int]
    facts: tuple[str, ...]
    seas: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    year: int | None = None
    short: str = ""
    group: str = ""
    why: str = ""


ICE_ROW = TableSchema("row", IceRow, "ice_ledger")


def read_ice_ledger(path: Path) -> tuple[tuple[IceReckoning, ...], tuple[FileProblem, ...]]:
    """The valid rows of a file, and the problems of the others. Raises Unreadable."""
    return read_rows(
        path, ICE_ROW, _problems, lambda row: IceReckoning(**{**fields_of(row), "way": IceWay(row.way)})
    )


def sound_ice_ledger(
    rows: Iterable[IceReckoning], there: ContentIndex
) -> tuple[tuple[IceReckoning, ...], tuple[FileProblem, ...]]:
    """The rows whose facts exist and whose seas are on the map, and the problems of the others."""
    seas = {feature.ice for feature in there.features.values() if feature.ice}

    def missing(row: IceReckoning) -> Iterator[FileProblem]:
        for key, what, names, known in (
            ("facts", "fact", row.facts, there.facts),
            ("seas", "sea on the map", row.seas, seas),
        ):
            yield from ((key, there.unknown(what, name, known)) for name in names if name not in known)

    return without_faulty(rows, missing)


def _problems(row: IceRow) -> Iterator[FileProblem]:
    if row.way not in tuple(IceWay):
        yield "way", vocabulary.unknown("way", row.way, tuple(IceWay))
        return
    way = IceWay(row.way)
    if row.years[0] > row.years[1]:
        yield "years", "the first year comes after the last"
    if not row.facts:
        yield "facts", "name the facts whose remark it tests"
    if not all(1 <= month <= 12 for month in row.months):
        yield "months", "months are numbers from 1 to 12"
    if way is IceWay.TREND and (len(row.months) != 1 or row.seas):
        yield "months", f"the way {way} takes one month, and no seas: it is of the whole Arctic"
    if way is IceWay.ANOMALY and not row.months:
        yield "months", f"the way {way} takes months"
    if way in ONE_SEA and len(row.seas) != 1:
        yield "seas", f"the way {way} takes one sea"
    if way is IceWay.OPEN and not row.seas:
        yield "seas", f"the way {way} takes seas"
    if (way in OF_A_YEAR) != (row.year is not None):
        yield "year", f"the way {way} takes {'a' if way in OF_A_YEAR else 'no'} year"
    yield from vocabulary.text_problems((key, getattr(row, key)) for key in ("what", "short", "group", "why"))
