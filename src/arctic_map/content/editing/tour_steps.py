"""Steps of the tour, as a form makes them: what they lack, and the edits that keep, move and remove them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from arctic_map.content import vocabulary
from arctic_map.content.editing.rows import STEP, Row, file_of, move_row, put_row, remove_row, rows_of
from arctic_map.content.editing.slugs import slug
from arctic_map.content.edits import Content, Edit, EditRefused
from arctic_map.model.tour import TourStep
from arctic_map.model.tr import tr


def problems(step: TourStep) -> tuple[tuple[str, str], ...]:
    """What it lacks, as fields and sentences; nothing when it can be kept."""
    return tuple(_problems(step))


def keeping(step: TourStep) -> Edit:
    """The edit that puts it into the tour: in its place, or behind the others where it has no id yet."""

    def edit(content: Content) -> Content:
        for _, why in problems(step):
            raise EditRefused(why, where=step.title)
        file = file_of(content, STEP)
        taken = [str(each.get("id")) for each in rows_of(content, file, STEP)]
        named = step if step.id else replace(step, id=slug(step.title, taken, "step"))
        return put_row(content, file, STEP, _row(named))

    return edit


def moving(id: str, to: int) -> Edit:
    """The edit that gives it another place in the tour, from 0."""
    return lambda content: move_row(content, file_of(content, STEP), STEP, id, to)


def removing(id: str) -> Edit:
    return lambda content: remove_row(content, file_of(content, STEP), STEP, id)


def _problems(step: TourStep) -> Iterator[tuple[str, str]]:
    if not step.title.strip():
        yield "title", tr("Give the step a title")
    if not step.text.strip():
        yield "text", tr("Say something: two to four sentences are read at a glance")
    for field in ("title", "text"):
        if why := vocabulary.text_problem(getattr(step, field)):
            yield field, why


def _row(step: TourStep) -> Row:
    return {
        "id": step.id,
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
