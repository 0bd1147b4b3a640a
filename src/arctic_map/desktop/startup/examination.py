"""Looks for the problems of changed content that take too long to look for before the window stands."""

from pathlib import Path

from arctic_map.model.problem import Problem


def problems_of(data: Path) -> tuple[Problem, ...]:
    """All problems of the content, in the background."""
    # In its own thread: checking takes long to load too.
    from arctic_map.content import check
    from arctic_map.scene.symbology import legibility

    return tuple(check.content(data, legibility.problems))
