"""The strict reading of the file of the ledger: which figures are tested, and by what."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.charts import REF, ref_of
from arctic_map.content.content_index import Held
from arctic_map.content.toml_rows import read_rows
from arctic_map.model.chart import FigureRef
from arctic_map.model.reckoning import MEASURED, PAIRS, Reckoning, Way
from arctic_map.storage.file_problem import FileProblem


class LedgerRow(msgspec.Struct, forbid_unknown_fields=True):
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


def read_ledger(path: Path) -> tuple[tuple[Reckoning, ...], tuple[FileProblem, ...]]:
    """The sound rows of a file, and the problems of the others. Raises Unreadable."""
    file = read_rows(path, "row", LedgerRow, _problems)
    return tuple(map(_reckoning, file.rows)), file.problems


def sound_ledger(
    rows: Iterable[Reckoning], there: Held
) -> tuple[tuple[Reckoning, ...], tuple[FileProblem, ...]]:
    """The rows whose every figure and feature there is; and what the others lack."""
    kept: list[Reckoning] = []
    found: list[FileProblem] = []
    for row in rows:
        problems = [(f"{row.id}.{key}", why) for key, why in _lacking(row, there)]
        found += problems
        if not problems:
            kept.append(row)
    return tuple(kept), tuple(found)


def _reckoning(row: LedgerRow) -> Reckoning:
    return Reckoning(
        id=row.id,
        what=row.what,
        unit=row.unit,
        way=Way(row.way),
        of=tuple(map(ref_of, row.of)),
        feature=row.feature,
        stated=ref_of(row.stated) if row.stated else None,
        group=row.group,
        how=row.how,
        why=row.why,
    )


def _problems(row: LedgerRow) -> Iterator[FileProblem]:
    if row.way not in tuple(Way):
        yield "way", vocabulary.unknown("way", row.way, tuple(Way))
        return
    for number, ref in enumerate((*row.of, *([row.stated] if row.stated else []))):
        if not REF.fullmatch(ref):
            key = f"of[{number}]" if number < len(row.of) else "stated"
            yield key, f"{ref[:40]!r} names no figure, as FACT.1 does the first one of a fact"
    if units := MEASURED.get(Way(row.way)):
        if row.of or not row.feature:
            yield "feature", f"the way {row.way} measures a feature, and no figures"
        if row.unit not in units:
            yield "unit", vocabulary.unknown(f"unit of the way {row.way}", row.unit, units)
    elif row.feature or not row.of or (Way(row.way) in PAIRS and len(row.of) != 2):
        wanted = "two figures" if Way(row.way) in PAIRS else "figures"
        yield "of", f"the way {row.way} takes {wanted}, and no feature"


def _lacking(row: Reckoning, there: Held) -> Iterator[FileProblem]:
    if row.feature and row.feature not in there.features:
        yield "feature", vocabulary.unknown("feature", row.feature, there.features)
    for key, ref in (*(("of", each) for each in row.of), *([("stated", row.stated)] if row.stated else [])):
        if why := _no_figure(ref, there):
            yield key, why


def _no_figure(ref: FigureRef, there: Held) -> str | None:
    fact = there.facts.get(ref.fact)
    if fact is None:
        return vocabulary.unknown("fact", ref.fact, there.facts)
    if ref.number > len(fact.figures):
        return f"{ref.fact} has no figure {ref.number}"
    return None
