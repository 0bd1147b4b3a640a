"""Rows of the ledger: figures tested by others, by ways at sea or by the ice record; files and edits."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.charts import REF, ref_in_words, ref_of
from arctic_map.content.content_index import ContentIndex
from arctic_map.content.edits import RowData, RowEditor
from arctic_map.content.toml_rows import TableSchema, fields_of, read_rows, without_faulty
from arctic_map.model.problem import FileProblem
from arctic_map.model.reckoning import (
    MEASURED,
    OF_A_YEAR,
    ONE_SEA,
    PAIRS,
    ComparedWay,
    IceReckoning,
    IceWay,
    Operation,
    Reckoning,
)
from arctic_map.model.tr import tr


class LedgerRow(msgspec.Struct, forbid_unknown_fields=True):
    """A [[row]] of the file."""

    id: str
    what: str
    unit: str
    way: str
    of: tuple[str, ...] = ()
    feature: str = ""
    stated: str = ""
    group: str = ""
    how: str = ""
    why: str = ""


LEDGER_ROW = TableSchema("row", LedgerRow, "ledger")


def read_ledger(path: Path) -> tuple[tuple[Reckoning, ...], tuple[FileProblem, ...]]:
    """The valid rows of a file, and the problems of the others. Raises Unreadable."""
    return read_rows(path, LEDGER_ROW, _problems, _reckoning)


def sound_ledger(
    rows: Iterable[Reckoning], there: ContentIndex
) -> tuple[tuple[Reckoning, ...], tuple[FileProblem, ...]]:
    """The rows whose figures and features all exist, and the problems of the others."""
    return without_faulty(rows, lambda row: _missing(row, there))


def _reckoning(row: LedgerRow) -> Reckoning:
    of, stated = tuple(map(ref_of, row.of)), ref_of(row.stated) if row.stated else None
    return Reckoning(**{**fields_of(row), "way": Operation(row.way), "of": of, "stated": stated})


def _problems(row: LedgerRow) -> Iterator[FileProblem]:
    if row.way not in tuple(Operation):
        yield "way", vocabulary.unknown("way", row.way, tuple(Operation))
        return
    for number, ref in enumerate((*row.of, *([row.stated] if row.stated else []))):
        if not REF.fullmatch(ref):
            key = f"of[{number}]" if number < len(row.of) else "stated"
            yield key, tr("{ref} names no figure, as FACT.1 does the first one of a fact", ref=repr(ref[:40]))
    if units := MEASURED.get(Operation(row.way)):
        if row.of or not row.feature:
            yield "feature", tr("the way {way} measures a feature, and no figures", way=row.way)
        if row.unit not in units:
            yield "unit", vocabulary.unknown(tr("unit of the way {way}", way=row.way), row.unit, units)
    elif row.feature or not row.of or (Operation(row.way) in PAIRS and len(row.of) != 2):
        pair = tr("the way {way} takes two figures, and no feature", way=row.way)
        figures = tr("the way {way} takes figures, and no feature", way=row.way)
        yield "of", pair if Operation(row.way) in PAIRS else figures


def _missing(row: Reckoning, there: ContentIndex) -> Iterator[FileProblem]:
    if row.feature and row.feature not in there.features:
        yield "feature", there.unknown("feature", row.feature, there.features)
    for key, ref in (*(("of", each) for each in row.of), *([("stated", row.stated)] if row.stated else [])):
        if why := there.no_figure(ref):
            yield key, why


def _lacking(row: Reckoning) -> Iterator[tuple[str, str]]:
    if row.way in MEASURED:
        if not row.feature:
            yield "feature", tr("Choose what is measured on the map")
    elif row.way in PAIRS and len(row.of) != 2:
        yield "first", tr("Choose two figures")
    elif not row.of:
        yield "figures", tr("Choose at least one figure")
    if not row.what.strip():
        yield "what", tr("Describe in a few words what is tested")
    if not row.unit.strip():
        yield "unit", tr("Enter the unit of the result")
    yield from vocabulary.text_problems(
        (field, getattr(row, field)) for field in ("what", "unit", "group", "why")
    )


def _row(row: Reckoning) -> RowData:
    return {
        "what": row.what.strip(),
        "unit": row.unit.strip(),
        "way": row.way.value,
        "of": [*map(ref_in_words, row.of)] or None,
        "feature": row.feature or None,
        "stated": ref_in_words(row.stated) if row.stated else None,
        "group": row.group.strip() or None,
        "how": row.how or None,
        "why": row.why.strip() or None,
    }


LEDGER = RowEditor[Reckoning](LEDGER_ROW, lambda row: row.what, _row, _lacking)


class VoyageRow(msgspec.Struct, forbid_unknown_fields=True):
    """A [[voyage]] of the file."""

    id: str
    feature: str
    stated: str
    between: str
    name: str
    saving: str = ""
    against: str = ""
    checked: str = ""
    saved: str = ""


VOYAGE = TableSchema("voyage", VoyageRow, "voyages")


def read_voyages(path: Path) -> tuple[tuple[ComparedWay, ...], tuple[FileProblem, ...]]:
    """The valid ways of a file in order, and the problems of the others. Raises Unreadable."""
    return read_rows(path, VOYAGE, _voyage_problems, _way)


def sound_voyages(
    ways: Iterable[ComparedWay], there: ContentIndex
) -> tuple[tuple[ComparedWay, ...], tuple[FileProblem, ...]]:
    """The ways whose line and figures exist, and the problems of the others."""
    return without_faulty(ways, lambda way: _missing_voyages(way, there))


def _way(row: VoyageRow) -> ComparedWay:
    stated, saving = ref_of(row.stated), ref_of(row.saving) if row.saving else None
    return ComparedWay(**{**fields_of(row), "stated": stated, "saving": saving})


def _voyage_problems(row: VoyageRow) -> Iterator[FileProblem]:
    for key, ref in (("stated", row.stated), ("saving", row.saving)):
        if (ref or key == "stated") and not REF.fullmatch(ref):
            yield key, tr("{ref} names no figure, as FACT.1 does the first one of a fact", ref=repr(ref[:40]))
    for key in ("between", "name"):
        if not getattr(row, key).strip():
            yield key, tr("the {key} is empty", key=key)
    yield from vocabulary.text_problems(
        (key, getattr(row, key)) for key in ("between", "name", "against", "checked", "saved")
    )


def _missing_voyages(way: ComparedWay, there: ContentIndex) -> Iterator[FileProblem]:
    if way.feature not in there.features:
        yield "feature", there.unknown("feature", way.feature, there.features)
    for key, ref in (("stated", way.stated), *([("saving", way.saving)] if way.saving else [])):
        if why := there.no_figure(ref):
            yield key, why


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
        path, ICE_ROW, _ice_problems, lambda row: IceReckoning(**{**fields_of(row), "way": IceWay(row.way)})
    )


def sound_ice_ledger(
    rows: Iterable[IceReckoning], there: ContentIndex
) -> tuple[tuple[IceReckoning, ...], tuple[FileProblem, ...]]:
    """The rows whose facts exist and whose seas are on the map, and the problems of the others."""
    seas = {feature.ice for feature in there.features.values() if feature.ice}

    def missing(row: IceReckoning) -> Iterator[FileProblem]:
        for key, what, names, known in (
            ("facts", "fact", row.facts, there.facts),
            ("seas", vocabulary.SEA_ON_THE_MAP, row.seas, seas),
        ):
            yield from ((key, there.unknown(what, name, known)) for name in names if name not in known)

    return without_faulty(rows, missing)


def _ice_problems(row: IceRow) -> Iterator[FileProblem]:
    if row.way not in tuple(IceWay):
        yield "way", vocabulary.unknown("way", row.way, tuple(IceWay))
        return
    way = IceWay(row.way)
    if row.years[0] > row.years[1]:
        yield "years", tr("the first year comes after the last")
    if not row.facts:
        yield "facts", tr("name the facts whose remark it tests")
    if not all(1 <= month <= 12 for month in row.months):
        yield "months", tr("months are numbers from 1 to 12")
    if way is IceWay.TREND and (len(row.months) != 1 or row.seas):
        yield "months", tr("the way {way} takes one month, and no seas: it is of the whole Arctic", way=way)
    if way is IceWay.ANOMALY and not row.months:
        yield "months", tr("the way {way} takes months", way=way)
    if way in ONE_SEA and len(row.seas) != 1:
        yield "seas", tr("the way {way} takes one sea", way=way)
    if way is IceWay.OPEN and not row.seas:
        yield "seas", tr("the way {way} takes seas", way=way)
    if (way in OF_A_YEAR) != (row.year is not None):
        with_year = tr("the way {way} takes a year", way=way)
        yield "year", with_year if way in OF_A_YEAR else tr("the way {way} takes no year", way=way)
    yield from vocabulary.text_problems((key, getattr(row, key)) for key in ("what", "short", "group", "why"))
