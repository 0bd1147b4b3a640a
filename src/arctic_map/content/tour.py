"""Steps of the guided tour: their file, checks that each step shows what it describes, and edits."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.content_index import ContentIndex
from arctic_map.content.edits import RowData, RowEditor
from arctic_map.content.toml_rows import TableSchema, fields_of, read_rows
from arctic_map.content.views import box_problem, projection_problem
from arctic_map.geo.projections import projection_named
from arctic_map.model.catalog import BASE, TourStep
from arctic_map.model.problem import FileProblem
from arctic_map.model.style import THEMES
from arctic_map.model.tr import tr

OPEN = ".."


class StepRow(msgspec.Struct, forbid_unknown_fields=True):
    """A [[step]] of the file."""

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


STEP = TableSchema("step", StepRow, "tour")


def read_tour(path: Path) -> tuple[tuple[TourStep, ...], tuple[FileProblem, ...]]:
    """The valid steps of a file in order, and the problems of the others. Raises Unreadable."""
    return read_rows(path, STEP, _problems, _step)


def sound_steps(
    steps: Iterable[TourStep], there: ContentIndex
) -> tuple[tuple[TourStep, ...], tuple[FileProblem, ...]]:
    """The steps without unknown names, and problems: unknown names, and what a step names but hides."""
    valid: list[TourStep] = []
    problems: list[FileProblem] = []
    for step in steps:
        missing: list[FileProblem] = []
        for key, what, ids, known in (
            ("view", "feature", step.view, there.features),
            ("layers", "layer", step.layers or (), there.layers),
            ("facts", "fact", step.facts, there.facts),
        ):
            missing += ((f"{step.id}.{key}", there.unknown(what, id, known)) for id in ids if id not in known)
        # Unknown names would otherwise be reported a second time as not shown.
        problems += missing or _unseen(step, there)
        layers = step.layers
        valid.append(
            replace(
                step,
                view=tuple(id for id in step.view if id in there.features),
                layers=layers and tuple(id for id in layers if id in there.layers),
                facts=tuple(id for id in step.facts if id in there.facts),
            )
        )
    return tuple(valid), tuple(problems)


def _step(row: StepRow) -> TourStep:
    theme = next((theme for theme in THEMES if theme == row.theme), None)
    return TourStep(**{**fields_of(row), "projection": projection_named(row.projection).id, "theme": theme})


def _problems(row: StepRow) -> Iterator[FileProblem]:
    for key, text in (("title", row.title), ("text", row.text)):
        if not text.strip():
            yield key, tr("the {key} is empty", key=key)
        if why := vocabulary.text_problem(text):
            yield key, why
    if why := projection_problem(row.projection):
        yield "projection", why
    if row.box and row.view:
        yield "box", tr("a step shows a box, or what its view names, not both")
    elif row.box and (why := box_problem(row.box)):
        yield "box", why
    if row.theme and row.theme not in THEMES:
        yield "theme", vocabulary.unknown("theme", row.theme, THEMES)
    if row.when and (why := vocabulary.when_problem(row.when)):
        yield "when", why
    for key, ids in (("view", row.view), ("layers", row.layers or ()), ("facts", row.facts)):
        yield from vocabulary.id_problems(key, ids)


def _unseen(step: TourStep, there: ContentIndex) -> Iterator[FileProblem]:
    """Yield what a step names but does not show, by its id and key. Unknown names are skipped."""
    for id in step.view:
        if id in there.features:
            yield from _hidden(step, there, id, tr("the map is to hold {id!r}", id=id), "view")
    for id in step.facts:
        fact = there.facts.get(id)
        if fact is None:
            continue
        if not meet(fact.when, step.when):
            yield (
                f"{step.id}.facts",
                tr(
                    "the days {when} leave out the fact {id!r} of {date}",
                    when=step.when,
                    id=id,
                    date=fact.when,
                ),
            )
        places = [feature for feature in fact.features if feature in there.features]
        seen = any(_is_shown(step, there, feature) for feature in places)
        for feature in places:
            # A place in an initially hidden layer is optional if other places of the fact are shown.
            if there.layer_of[feature].shown or not seen:
                yield from _hidden(
                    step,
                    there,
                    feature,
                    tr("the fact {id!r} is about {feature!r}", id=id, feature=feature),
                    "layers",
                )


def _hidden(step: TourStep, there: ContentIndex, id: str, need: str, key: str) -> Iterator[FileProblem]:
    layer, feature = there.layer_of[id], there.features[id]
    if not _is_shown(step, there, id):
        yield (
            f"{step.id}.{key}",
            tr("{need}, whose layer {layer!r} is not shown", need=need, layer=layer.id),
        )
    if not meet(feature.when, step.when):
        yield (
            f"{step.id}.{key}",
            tr(
                "{need}, which the days {when} leave out: it is of {date}",
                need=need,
                when=step.when,
                date=feature.when,
            ),
        )


def _is_shown(step: TourStep, there: ContentIndex, id: str) -> bool:
    layer = there.layer_of[id]
    return layer.shown if layer.topic == BASE or step.layers is None else layer.id in step.layers


def meet(one: str | None, other: str | None) -> bool:
    """Whether two dates or periods, as written in content, may overlap. True if one is missing."""
    if not one or not other:
        return True
    (first, last), (begin, end) = _ends(one), _ends(other)
    return _begins_by(first, end) and _begins_by(begin, last)


def _ends(when: str) -> tuple[str, str]:
    first, slash, last = when.partition("/")
    return first, last if slash else first


def _begins_by(first: str, last: str) -> bool:
    # Dates compare as texts up to the shorter length: 2024-10 begins before 2024 has ended.
    return OPEN in (first, last) or first[: len(last)] <= last[: len(first)]


def _lacking(step: TourStep) -> Iterator[tuple[str, str]]:
    if not step.title.strip():
        yield "title", tr("Give the step a title")
    if not step.text.strip():
        yield "text", tr("Write two to four sentences that can be read at a glance")
    yield from vocabulary.text_problems((field, getattr(step, field)) for field in ("title", "text"))


def _row(step: TourStep) -> RowData:
    return {
        "title": step.title.strip(),
        "text": step.text.strip(),
        "projection": step.projection,
        "view": list(step.view) or None,
        "box": [round(side) for side in step.box] if step.box else None,
        "layers": None if step.layers is None else list(step.layers),
        "when": step.when or None,
        "theme": step.theme,
        "facts": list(step.facts) or None,
    }


STEPS = RowEditor[TourStep](STEP, lambda step: step.title, _row, _lacking)
