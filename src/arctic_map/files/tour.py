"""The strict reading of the file of the guided tour: TOML that a person edits."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from arctic_map.errors import UnknownName
from arctic_map.files import vocabulary
from arctic_map.files.flaws import Flaw
from arctic_map.files.rows import read_rows
from arctic_map.geo.planes import PLANES, plane_named
from arctic_map.model.tour import TourStep


class StepRow(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    title: str
    text: str
    plane: str = "nsr"
    view: tuple[str, ...] = ()
    layers: tuple[str, ...] | None = None
    when: str = ""
    facts: tuple[str, ...] = ()


def read_tour(path: Path) -> tuple[tuple[TourStep, ...], tuple[Flaw, ...]]:
    """The sound steps of a file in their order, and the flaws of the others. Raises Unreadable."""
    file = read_rows(path, "step", StepRow, _flaws)
    return tuple(map(_step, file.rows)), file.flaws


def _step(row: StepRow) -> TourStep:
    return TourStep(
        id=row.id,
        title=row.title,
        text=row.text,
        plane=plane_named(row.plane).id,
        view=row.view,
        layers=row.layers,
        when=row.when,
        facts=row.facts,
    )


def _flaws(row: StepRow) -> Iterator[Flaw]:
    for key, text in (("title", row.title), ("text", row.text)):
        if not text.strip():
            yield key, f"the {key} is empty"
        if why := vocabulary.text_flaw(text):
            yield key, why
    try:
        plane_named(row.plane)
    except UnknownName:
        yield "plane", vocabulary.unknown("plane", row.plane, [plane.id for plane in PLANES])
    if row.when and (why := vocabulary.when_flaw(row.when)):
        yield "when", why
    for key, ids in (("view", row.view), ("layers", row.layers or ()), ("facts", row.facts)):
        for number, id in enumerate(ids):
            if why := vocabulary.id_flaw(id):
                yield f"{key}[{number}]", why
