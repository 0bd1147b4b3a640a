"""The steps of one drawing, which can be taken back and done again before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from arctic_map.model.outline import Outline


@dataclass(frozen=True, slots=True)
class Steps:
    """The drawing as it is, as it was and as it could be again."""

    now: Outline
    done: tuple[Outline, ...] = ()
    """What it was before, the latest last."""
    undone: tuple[Outline, ...] = ()


def stepped(steps: Steps, outline: Outline) -> Steps:
    """With one step more; none where only another vertex was chosen."""
    if replace(outline, chosen=None) == replace(steps.now, chosen=None):
        return replace(steps, now=outline)
    return Steps(outline, (*steps.done, steps.now))


def undone(steps: Steps) -> Steps:
    if not steps.done:
        return steps
    *done, before = steps.done
    return Steps(before, tuple(done), (*steps.undone, steps.now))


def redone(steps: Steps) -> Steps:
    if not steps.undone:
        return steps
    *left, after = steps.undone
    return Steps(after, (*steps.done, steps.now), tuple(left))
