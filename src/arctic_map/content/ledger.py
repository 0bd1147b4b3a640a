"""Ledger rows, which test figures of facts: their file, and edits of it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.charts import REF, ref_in_words, ref_of
from arctic_map.content.content_index import ContentIndex
from arctic_map.content.edits import RowData, RowEditor
from arctic_map.content.toml_rows import TableSchema, fields_of, read_rows, without_faulty
from arctic_map.model.problem import FileProblem
from arctic_map.model.reckoning import MEASURED, PAIRS, Operation, Reckoning
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
            yield key, f"{ref[:40]!r} names no figure, as FACT.1 does the first one of a fact"
    if units := MEASURED.get(Operation(row.way)):
        if row.of or not row.feature:
            yield "feature", f"the way {row.way} measures a feature, and no figures"
        if row.unit not in units:
            yield "unit", vocabulary.unknown(f"unit of the way {row.way}", row.unit, units)
    elif row.feature or not row.of or (Operation(row.way) in PAIRS and len(row.of) != 2):
        expected = "two figures" if Operation(row.way) in PAIRS else "figures"
        yield "of", f"the way {row.way} takes {expected}, and no feature"


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
