"""Named map views: their file, checks and edits."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import Annotated

import msgspec

from arctic_map.content import vocabulary
from arctic_map.content.content_index import ContentIndex
from arctic_map.content.edits import EditRefused, RowData, RowEditor
from arctic_map.content.toml_rows import TableSchema, read_rows
from arctic_map.errors import UnknownName
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.fact import Kind
from arctic_map.model.feature import Precision
from arctic_map.model.problem import FileProblem
from arctic_map.model.projection import Box
from arctic_map.model.saved_view import NamedView, SavedView
from arctic_map.model.tr import tr

FAR = 1e9
"""Limit in metres from a projection's origin."""
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class ViewRow(msgspec.Struct, forbid_unknown_fields=True):
    """A [[view]] of the file."""

    id: str
    name: str
    projection: str
    box: tuple[float, float, float, float]
    layers: tuple[str, ...]
    features_hidden: tuple[str, ...] = ()
    opacity: dict[str, Share] = {}
    when: str = ""
    month: Annotated[int, msgspec.Meta(ge=1, le=12)] | None = None
    kinds_hidden: tuple[str, ...] = ()
    precisions_hidden: tuple[str, ...] = ()


VIEW = TableSchema("view", ViewRow, "views")


def read_views(path: Path) -> tuple[tuple[NamedView, ...], tuple[FileProblem, ...]]:
    """The valid views of a file in order, and the problems of the others. Raises Unreadable."""
    return read_rows(path, VIEW, _problems, _view)


def sound_views(
    views: Iterable[NamedView], there: ContentIndex
) -> tuple[tuple[NamedView, ...], tuple[FileProblem, ...]]:
    """The views without unknown layers and features, and problems for the unknown names."""
    valid: list[NamedView] = []
    problems: list[FileProblem] = []
    for each in views:
        view = each.view
        for key, what, ids, known in (
            ("layers", "layer", view.layers, there.layers),
            ("features_hidden", "feature", view.features_hidden, there.features),
            ("opacity", "layer", tuple(id for id, _ in view.opacity), there.layers),
        ):
            missing = (id for id in ids if id not in known)
            problems += ((f"{each.id}.{key}", there.unknown(what, id, known)) for id in missing)
        sound = replace(
            view,
            layers=tuple(id for id in view.layers if id in there.layers),
            features_hidden=tuple(id for id in view.features_hidden if id in there.features),
            opacity=tuple((id, share) for id, share in view.opacity if id in there.layers),
        )
        valid.append(replace(each, view=sound))
    return tuple(valid), tuple(problems)


def box_problem(box: Box) -> str | None:
    """Why a map cannot show this box in projected metres, or None if it can."""
    if not all(isfinite(side) and abs(side) < FAR for side in box):
        return tr("the box is outside every projection")
    return None if box[0] < box[2] and box[1] < box[3] else tr("a box is west, south, east, north, in metres")


def projection_problem(name: str) -> str | None:
    """Why content cannot use this projection, or None if it can."""
    try:
        projection_named(name)
    except UnknownName:
        return vocabulary.unknown("projection", name, [projection.id for projection in PROJECTIONS])
    return None


def _view(row: ViewRow) -> NamedView:
    first, _, last = row.when.partition("/")
    return NamedView(
        row.id,
        row.name,
        SavedView(
            projection=projection_named(row.projection).id,
            box=row.box,
            layers=row.layers,
            features_hidden=row.features_hidden,
            opacity=tuple(row.opacity.items()),
            when=(first, last) if row.when else None,
            month=row.month,
            kinds_hidden=row.kinds_hidden,
            precisions_hidden=row.precisions_hidden,
        ),
    )


def _problems(row: ViewRow) -> Iterator[FileProblem]:
    if not row.name.strip():
        yield "name", tr("the name is empty")
    if why := vocabulary.text_problem(row.name):
        yield "name", why
    if why := projection_problem(row.projection):
        yield "projection", why
    if why := box_problem(row.box):
        yield "box", why
    if row.when and not _is_period(row.when):
        yield "when", tr("{when!r} is not a period such as 2022-01-01/2024-12-31", when=row.when[:40])
    for key, words, known in (
        ("kinds_hidden", row.kinds_hidden, tuple(Kind)),
        ("precisions_hidden", row.precisions_hidden, tuple(Precision)),
    ):
        yield from ((key, vocabulary.unknown("word", word, known)) for word in words if word not in known)
    named = (("layers", row.layers), ("features_hidden", row.features_hidden), ("opacity", row.opacity))
    yield from ((key, why) for key, ids in named for id in ids if (why := vocabulary.id_problem(id)))


def _is_period(when: str) -> bool:
    """Whether the text is a period of two whole days, which a view shows exactly."""
    first, slash, last = when.partition("/")
    whole = all(len(day) == len("2024-11-30") for day in (first, last))
    return bool(slash) and whole and vocabulary.when_problem(when) is None


def _lacking(view: NamedView) -> Iterator[tuple[str, str]]:
    if not view.name.strip():
        yield "name", tr("Give the view a name")


def _row(named: NamedView) -> RowData:
    if why := vocabulary.text_problem(named.name):
        raise EditRefused(why, where=named.name)
    view = named.view
    return {
        "name": named.name.strip(),
        "projection": view.projection,
        "box": [round(side) for side in view.box],
        "layers": list(view.layers),
        "features_hidden": list(view.features_hidden) or None,
        "opacity": dict(view.opacity) or None,
        "when": "/".join(view.when) if view.when else None,
        "month": view.month,
        "kinds_hidden": list(view.kinds_hidden) or None,
        "precisions_hidden": list(view.precisions_hidden) or None,
    }


VIEWS = RowEditor[NamedView](VIEW, lambda named: named.name, _row, _lacking)
