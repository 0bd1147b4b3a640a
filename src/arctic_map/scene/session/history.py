"""Undo and redo of changes of the map as named steps, and back and forward as in a browser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from arctic_map.geo.projections import projection_named
from arctic_map.geo.turning import base_id
from arctic_map.model.itinerary import NOWHERE
from arctic_map.model.note import MEASURED
from arctic_map.model.projection import Box, Goal, Selection
from arctic_map.model.tr import tr, tr_count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from arctic_map.scene.session.session import Session


TOGETHER_S = 1.0
"""Seconds within which changes of one kind are merged into one step, such as dragging a slider."""
CONTINUOUS = frozenset({"opacity", "when", "month", "speeds", "styles"})
"""Fields that change continuously."""
MAP = (
    *("edition", "projection", "files", "notes", "hidden", "features_hidden", "opacity", "order"),
    *("styles", "names"),
    *("when", "month", "kinds_hidden", "precisions_hidden"),
    *("route", "speeds"),
)
"""Fields of a session that determine the map; viewport and selection are not undone."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that can be undone."""

    name: str
    """Name for a menu entry: `Hide Ports`."""
    before: Session
    after: Session
    fields: frozenset[str]
    at: float
    """Seconds of a monotonic clock."""


@dataclass(frozen=True, slots=True)
class History:
    """Steps to undo and to redo."""

    done: tuple[Step, ...] = ()
    """The latest last."""
    undone: tuple[Step, ...] = ()
    """The next to be redone last."""

    @property
    def undo_name(self) -> str:
        """Name of the step to undo; empty if there is none."""
        return self.done[-1].name if self.done else ""

    @property
    def redo_name(self) -> str:
        """Name of the step to redo; empty if there is none."""
        return self.undone[-1].name if self.undone else ""


def recorded(
    history: History, before: Session, after: Session, names: Mapping[str, str], at: float, name: str = ""
) -> History:
    """Add a step unless the map is the same; `names` has layers and features by id, `name` is optional."""
    fields = changed(before, after)
    if not fields:
        return history
    last = history.done[-1] if history.done else None
    little = fields <= CONTINUOUS or _is_turn(before, after)
    same = last and fields == last.fields and _layers_of(last.before, last.after) <= _layers_of(before, after)
    if last and same and little and at - last.at < TOGETHER_S:
        if not changed(last.before, after):
            return History(history.done[:-1])
        joined = replace(last, name=step_name(last.before, after, names), after=after, at=at)
        return History((*history.done[:-1], joined))
    step = Step(name or step_name(before, after, names), before, after, fields, at)
    return History((*history.done, step))


def undo(history: History, now: Session) -> tuple[History, Session]:
    """The history and the session without the last step; both unchanged if there is none."""
    if not history.done:
        return history, now
    *done, step = history.done
    return History(tuple(done), (*history.undone, step)), map_of(step.before, now)


def redo(history: History, now: Session) -> tuple[History, Session]:
    """The history and the session with the last undone step; both unchanged if there is none."""
    if not history.undone:
        return history, now
    *undone, step = history.undone
    return History((*history.done, step), tuple(undone)), map_of(step.after, now)


def map_of(target: Session, now: Session) -> Session:
    """The session with the map of another one, and its view if the projections differ."""
    changes = {name: getattr(target, name) for name in MAP}
    if target.projection != now.projection:
        view = target.viewport
        box = view.box if view else projection_named(target.projection).in_window
        changes |= {"viewport": None, "goal": Goal(box, smooth=False, exact=view is not None)}
    return replace(now, **changes)


def changed(before: Session, after: Session) -> frozenset[str]:
    """The names of the map fields that differ."""
    return frozenset(name for name in MAP if getattr(before, name) != getattr(after, name))


def _layers_of(before: Session, after: Session) -> set[str]:
    """The ids of the layers whose opacity or style differs."""
    pairs = ({*before.opacity} ^ {*after.opacity}, {*before.styles} ^ {*after.styles})
    return {id for changed in pairs for id, _ in changed}


def step_name(before: Session, after: Session, names: Mapping[str, str]) -> str:
    """The name of the step between two sessions."""
    fields = changed(before, after)
    if "files" in fields:
        opened = [path for path in after.files if path not in before.files]
        return tr("Open {name}", name=_file(opened[0])) if opened else _closed(before, after)
    if "notes" in fields:
        return _notes(before, after)
    if _is_turn(before, after):
        return tr("Rotate the map")
    if "projection" in fields:
        return tr("Change the projection")
    if fields == {"hidden"}:
        return _layers(before, after, names)
    if fields <= {"hidden", "features_hidden"}:
        return _features(before.features_hidden, after.features_hidden, names)
    ids = _layers_of(before, after)
    if fields == {"opacity"}:
        if len(ids) != 1:
            return tr("Change the opacity")
        return tr("Change the opacity of {name}", name=names.get(ids.pop(), tr("a layer")))
    if fields == {"styles"}:
        name = names.get(ids.pop(), tr("a layer")) if len(ids) == 1 else tr("a layer")
        return tr("Change the style of {name}", name=name)
    if fields == {"names"}:
        name = next(iter({*after.names} - {*before.names} or {*before.names} - {*after.names}))[1]
        return tr("Rename a layer: {name}", name=name)
    if fields == {"order"}:
        return tr("Change the order of layers")
    if fields == {"when"}:
        return tr("Choose dates") if after.when else tr("Show all dates")
    if "route" in fields:
        return _route(before, after)
    if fields == {"speeds"}:
        return tr("Change the speed")
    if "month" in fields and fields <= {"month", "hidden"}:
        return tr("Choose the month")
    if fields <= {"when", "kinds_hidden", "precisions_hidden"}:
        none = not (after.when or after.kinds_hidden or after.precisions_hidden)
        return tr("Remove the filters") if none else tr("Filter")
    return tr("Change the map")


def _route(before: Session, after: Session) -> str:
    if after.route == NOWHERE:
        return tr("Clear the route")
    if before.route.closed != after.route.closed:
        return tr("Close or open straits")
    if before.route.only and not after.route.only:
        return tr("Show all routes")
    return tr("Change the route")


def _is_turn(before: Session, after: Session) -> bool:
    """Whether the map was only rotated about its pole."""
    same = base_id(before.projection) == base_id(after.projection)
    return same and changed(before, after) == {"projection"}


def _notes(before: Session, after: Session) -> str:
    old, new = ({note.id: note for note in session.notes} for session in (before, after))
    if made := [new[id] for id in new.keys() - old.keys()]:
        return tr("Keep the measurement") if made[0].kind in MEASURED else tr("Add the note")
    if removed := [old[id] for id in old.keys() - new.keys()]:
        if len(removed) == 1 and removed[0].kind in MEASURED:
            return tr("Delete the measurement")
        return tr_count(len(removed), "Delete {count} note", "Delete {count} notes")
    moved = any(old[id].places != new[id].places for id in new)
    return tr("Move the note") if moved else tr("Change the note")


def _layers(before: Session, after: Session, names: Mapping[str, str]) -> str:
    hidden, shown = after.hidden - before.hidden, before.hidden - after.hidden
    if hidden and shown:
        return tr("Choose layers")
    ids = hidden or shown
    if len(ids) == 1:
        return _shown(names.get(next(iter(ids)), tr("a layer")), shown=not hidden)
    if hidden:
        return tr_count(len(ids), "Hide {count} layer", "Hide {count} layers")
    return tr_count(len(ids), "Show {count} layer", "Show {count} layers")


def _features(before: frozenset[str], after: frozenset[str], names: Mapping[str, str]) -> str:
    hidden = after - before
    ids = hidden or before - after
    if len(ids) == 1:
        return _shown(names.get(next(iter(ids)), tr("a feature")), shown=not hidden)
    if hidden:
        return tr_count(len(ids), "Hide {count} feature", "Hide {count} features")
    return tr_count(len(ids), "Show {count} feature", "Show {count} features")


def _shown(name: str, *, shown: bool) -> str:
    return tr("Show {name}", name=name) if shown else tr("Hide {name}", name=name)


def _closed(before: Session, after: Session) -> str:
    closed = [path for path in before.files if path not in after.files]
    if len(closed) == 1:
        return tr("Close {name}", name=_file(closed[0]))
    return tr_count(len(closed), "Close {count} file", "Close {count} files")


def _file(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


DEPTH = 100


@dataclass(frozen=True, slots=True)
class VisitedView:
    """A view that the map has shown."""

    projection: str
    box: Box
    """Visible extent in projected metres."""
    selected: Selection | None


@dataclass(frozen=True, slots=True)
class ViewHistory:
    """Visits before and after the present one."""

    past: tuple[VisitedView, ...] = ()
    """The latest last."""
    future: tuple[VisitedView, ...] = ()
    """The next last."""


def left(visits: ViewHistory, here: VisitedView) -> ViewHistory:
    """Add a visit before the map moves elsewhere; repeated ones are merged."""
    past = visits.past if visits.past[-1:] == (here,) else (*visits.past[1 - DEPTH :], here)
    return ViewHistory(past)


def back(visits: ViewHistory, here: VisitedView) -> tuple[ViewHistory, VisitedView]:
    """The new visits and the previous one; `here` if there is none."""
    if not visits.past:
        return visits, here
    *past, there = visits.past
    return ViewHistory(tuple(past), (*visits.future, here)), there


def forward(visits: ViewHistory, here: VisitedView) -> tuple[ViewHistory, VisitedView]:
    """The new visits and the next one; `here` if there is none."""
    if not visits.future:
        return visits, here
    *future, there = visits.future
    return ViewHistory((*visits.past, here), tuple(future)), there
