"""The strict reading of the file of voyages: ways between the same ends whose lengths are compared."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.charts import REF, ref_of
from arctic_map.content.content_index import Held
from arctic_map.content.toml_rows import read_rows
from arctic_map.model.reckoning import ComparedWay
from arctic_map.storage.file_problem import FileProblem


class VoyageRow(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    feature: str
    stated: str
    between: str
    name: str
    saving: str = ""
    against: str = ""
    checked: str = ""
    saved: str = ""


def read_voyages(path: Path) -> tuple[tuple[ComparedWay, ...], tuple[FileProblem, ...]]:
    """The sound ways of a file in their order, and the problems of the others. Raises Unreadable."""
    file = read_rows(path, "voyage", VoyageRow, _problems)
    return tuple(map(_way, file.rows)), file.problems


def sound_voyages(
    ways: Iterable[ComparedWay], there: Held
) -> tuple[tuple[ComparedWay, ...], tuple[FileProblem, ...]]:
    """The ways whose line and figures there are; and what the others lack."""
    kept: list[ComparedWay] = []
    found: list[FileProblem] = []
    for way in ways:
        problems = [(f"{way.id}.{key}", why) for key, why in _lacking(way, there)]
        found += problems
        if not problems:
            kept.append(way)
    return tuple(kept), tuple(found)


def _way(row: VoyageRow) -> ComparedWay:
    return ComparedWay(
        id=row.id,
        feature=row.feature,
        stated=ref_of(row.stated),
        between=row.between,
        name=row.name,
        saving=ref_of(row.saving) if row.saving else None,
        against=row.against,
        checked=row.checked,
        saved=row.saved,
    )


def _problems(row: VoyageRow) -> Iterator[FileProblem]:
    for key, ref in (("stated", row.stated), ("saving", row.saving)):
        if (ref or key == "stated") and not REF.fullmatch(ref):
            yield key, f"{ref[:40]!r} names no figure, as FACT.1 does the first one of a fact"
    for key in ("between", "name"):
        if not getattr(row, key).strip():
            yield key, f"the {key} is empty"
    for key in ("between", "name", "against", "checked", "saved"):
        if why := vocabulary.text_problem(getattr(row, key)):
            yield key, why


def _lacking(way: ComparedWay, there: Held) -> Iterator[FileProblem]:
    if way.feature not in there.features:
        yield "feature", vocabulary.unknown("feature", way.feature, there.features)
    for key, ref in (("stated", way.stated), *([("saving", way.saving)] if way.saving else [])):
        fact = there.facts.get(ref.fact)
        if fact is None:
            yield key, vocabulary.unknown("fact", ref.fact, there.facts)
        elif ref.number > len(fact.figures):
            yield key, f"{ref.fact} has no figure {ref.number}"
