"""The strict reading of the file of the guided tour: TOML that a person edits."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.toml_rows import read_rows
from arctic_map.content.views import box_problem, projection_problem
from arctic_map.geo.projections import projection_named
from arctic_map.model.style import THEMES
from arctic_map.model.tour import TourStep
from arctic_map.storage.file_problem import FileProblem


class StepRow(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    title: str
    text: str
    projection: str = "nsr"
    view: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None
    layers: tuple[str, ...] | None = None
    when: str = ""
    theme: str = ""
    facts: tuple[str, ...] = ()


def read_tour(path: Path) -> tuple[tuple[TourStep, ...], tuple[FileProblem, ...]]:
    """The sound steps of a file in their order, and the problems of the others. Raises Unreadable."""
    file = read_rows(path, "step", StepRow, _problems)
    return tuple(map(_step, file.rows)), file.problems


def _step(row: StepRow) -> TourStep:
    return TourStep(
        id=row.id,
        title=row.title,
        text=row.text,
        projection=projection_named(row.projection).id,
        view=row.view,
        box=row.box,
        layers=row.layers,
        when=row.when,
        theme=next((theme for theme in THEMES if theme == row.theme), None),
        facts=row.facts,
    )


def _problems(row: StepRow) -> Iterator[FileProblem]:
    for key, text in (("title", row.title), ("text", row.text)):
        if not text.strip():
            yield key, f"the {key} is empty"
        if why := vocabulary.text_problem(text):
            yield key, why
    if why := projection_problem(row.projection):
        yield "projection", why
    if row.box and row.view:
        yield "box", "a step shows a box, or what its view names, not both"
    elif row.box and (why := box_problem(row.box)):
        yield "box", why
    if row.theme and row.theme not in THEMES:
        yield "theme", vocabulary.unknown("theme", row.theme, THEMES)
    if row.when and (why := vocabulary.when_problem(row.when)):
        yield "when", why
    for key, ids in (("view", row.view), ("layers", row.layers or ()), ("facts", row.facts)):
        for number, id in enumerate(ids):
            if why := vocabulary.id_problem(id):
                yield f"{key}[{number}]", why
