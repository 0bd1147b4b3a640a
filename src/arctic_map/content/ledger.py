"""Rows of the ledger: figures tested by others, by ways at sea or by the ice record; files and edits.

References to figures, also those of charts, follow their figures when a fact is edited.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.charts import CHART, REF, ref_in_words, ref_of
from arctic_map.content.content_index import ContentIndex
from arctic_map.content.edits import AnyTable, Content, EditRefused, RowData, RowEditor, each_row, file_of
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
            yield key, tr("{ref!r} names no figure, as FACT.1 does the first one of a fact", ref=ref[:40])
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
            yield key, tr("{ref!r} names no figure, as FACT.1 does the first one of a fact", ref=ref[:40])
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


REFERRING: dict[AnyTable, tuple[str, ...]] = {
    CHART: ("figures", "beside"),
    LEDGER_ROW: ("of", "stated"),
    VOYAGE: ("stated", "saving"),
}
"""Keys that refer to figures, in rows and in the items of charts."""
FigureData = Mapping[str, object]


def with_moved_figures(
    content: Content, fact: str, before: Sequence[FigureData], after: Sequence[FigureData]
) -> Content:
    """The content whose references to figures of the fact suit its new figures.

    Raises EditRefused if a figure that is used has gone.
    """
    places = _places(before, after)
    moved = {f"{fact}.{old + 1}": new for old, new in enumerate(places) if new != old}
    for table, keys in REFERRING.items() if moved else ():

        def changed(row: RowData, table: AnyTable = table, keys: Sequence[str] = keys) -> dict[str, Any]:
            name = str(row.get("title") or row.get("what") or row.get("name") or row.get("id"))
            return _with(row, keys, lambda ref: _new_reference(ref, moved, fact, name))

        content = each_row(content, file_of(content, table), table, changed)
    return content


def _new_reference(ref: object, moved: Mapping[str, int | None], fact: str, user: str) -> object:
    """The reference to the figure at its new place. Raises EditRefused if the figure has gone."""
    if not isinstance(ref, str) or ref not in moved:
        return ref
    if (place := moved[ref]) is None:
        why = tr("the figure {figure} is used by “{name}”; remove it there first", figure=ref, name=user)
        raise EditRefused(why, where=fact)
    return f"{fact}.{place + 1}"


def _with(row: RowData, keys: Sequence[str], change: Callable[[object], object]) -> dict[str, Any]:
    """The row with every reference changed, also in the items of a chart."""
    changed: dict[str, Any] = {**row}
    for key in keys:
        if isinstance(value := row.get(key), list):
            changed[key] = [change(each) for each in value]
        elif key in row:
            changed[key] = change(value)
    if isinstance(items := row.get("items"), list):
        changed["items"] = [_with(each, keys, change) if isinstance(each, dict) else each for each in items]
    return changed


def _places(before: Sequence[FigureData], after: Sequence[FigureData]) -> list[int | None]:
    """The new place of every former figure, or None: of an equal one, one of equal meaning, or a changed one.

    A figure counts as changed, and not as replaced, only if none has gone and it is at the same place.
    """
    places: list[int | None] = [None] * len(before)
    free = set(range(len(after)))
    for keys in (("value", "unit", "what"), ("unit", "what")):
        for old, figure in enumerate(before):
            same = (new for new in sorted(free) if _equal(figure, after[new], keys))
            if places[old] is None and (place := next(same, None)) is not None:
                places[old] = place
                free.remove(place)
    changed = free if len(before) == len(after) else ()
    return [old if place is None and old in changed else place for old, place in enumerate(places)]


def _equal(one: FigureData, other: FigureData, keys: Sequence[str]) -> bool:
    return all(one.get(key) == other.get(key) for key in keys)
