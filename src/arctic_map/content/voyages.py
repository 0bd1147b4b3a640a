"""Voyages of the ledger: the file of ways between the same ports whose lengths are compared."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.charts import REF, ref_of
from arctic_map.content.content_index import ContentIndex
from arctic_map.content.toml_rows import TableSchema, fields_of, read_rows, without_faulty
from arctic_map.model.problem import FileProblem
from arctic_map.model.reckoning import ComparedWay


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
    return read_rows(path, VOYAGE, _problems, _way)


def sound_voyages(
    ways: Iterable[ComparedWay], there: ContentIndex
) -> tuple[tuple[ComparedWay, ...], tuple[FileProblem, ...]]:
    """The ways whose line and figures exist, and the problems of the others."""
    return without_faulty(ways, lambda way: _missing(way, there))


def _way(row: VoyageRow) -> ComparedWay:
    stated, saving = ref_of(row.stated), ref_of(row.saving) if row.saving else None
    return ComparedWay(**{**fields_of(row), "stated": stated, "saving": saving})


def _problems(row: VoyageRow) -> Iterator[FileProblem]:
    for key, ref in (("stated", row.stated), ("saving", row.saving)):
        if (ref or key == "stated") and not REF.fullmatch(ref):
            yield key, f"{ref[:40]!r} names no figure, as FACT.1 does the first one of a fact"
    for key in ("between", "name"):
        if not getattr(row, key).strip():
            yield key, f"the {key} is empty"
    yield from vocabulary.text_problems(
        (key, getattr(row, key)) for key in ("between", "name", "against", "checked", "saved")
    )


def _missing(way: ComparedWay, there: ContentIndex) -> Iterator[FileProblem]:
    if way.feature not in there.features:
        yield "feature", there.unknown("feature", way.feature, there.features)
    for key, ref in (("stated", way.stated), *([("saving", way.saving)] if way.saving else [])):
        if why := there.no_figure(ref):
            yield key, why
