"""Unit paths of symbols: SVG path data with few commands, validated, moved and scaled."""

import re
from functools import cache

from arctic_map.model.tr import digits, tr

MAX_COORDINATE = 1.25
"""Maximum extent of a unit path from its centre: corners of a triangle exceed the edge of a disc."""
NUMBERS = {"M": 2, "L": 2, "C": 6, "A": 7, "Z": 0}
"""Number of values that follow each command; all coordinates are absolute."""
MAX_PATH_LENGTH = 2000
"""Maximum number of characters of a symbol's path."""
_TOKEN = re.compile(r"\s*,?\s*(?:([A-Za-z])|([-+]?(?:\d+\.?\d*|\.\d+)))")
Segment = tuple[str, tuple[float, ...]]


def problem_of(d: str) -> str | None:
    """Why this is not a valid unit path; None if it is valid."""
    try:
        segments = _read(d)
    except ValueError as error:
        return str(error)
    if not segments or segments[0][0] != "M":
        return tr("a path begins with M and a place")
    reached = [abs(number) for command, numbers in segments for number in _lengths(command, numbers)]
    if max(reached) > MAX_COORDINATE:
        return tr(
            "the path reaches {number} from its middle; a symbol lies between -1 and 1",
            number=digits(f"{max(reached):g}"),
        )
    return None


def placed(d: str, x: float, y: float, radius: float) -> str:
    """The path centred at (x, y), with `radius` px per unit. Raises ValueError for an invalid path."""
    return "".join(
        f"{command}{' '.join(_placed(command, numbers, x, y, radius))}" for command, numbers in _read(d)
    )


def corners(d: str) -> tuple[tuple[float, float], ...]:
    """The end points of the path's segments, in its own units."""
    return tuple((numbers[-2], numbers[-1]) for _, numbers in _read(d) if len(numbers) > 1)


def _placed(command: str, numbers: tuple[float, ...], x: float, y: float, radius: float) -> list[str]:
    radii: list[str] = []
    if command == "A":
        rx, ry, turn, large, sweep = numbers[:5]
        radii = [_short(number) for number in (rx * radius, ry * radius, turn, large, sweep)]
        numbers = numbers[5:]
    middle = (x, y)
    return radii + [_short(middle[index % 2] + number * radius) for index, number in enumerate(numbers)]


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _lengths(command: str, numbers: tuple[float, ...]) -> tuple[float, ...]:
    return (*numbers[:2], *numbers[5:]) if command == "A" else numbers


@cache
def _read(d: str) -> tuple[Segment, ...]:
    if len(d) > MAX_PATH_LENGTH:
        raise ValueError(
            tr("a symbol's path has at most {count} characters", count=digits(f"{MAX_PATH_LENGTH:,}"))
        )
    commands: list[tuple[str, list[float]]] = []
    at = 0
    for token in _TOKEN.finditer(d):
        if token.start() != at:
            break
        at = token.end()
        letter, number = token.groups()
        if letter is not None and letter not in NUMBERS:
            raise ValueError(
                tr(
                    "{letter!r} is not a command of a symbol; known: {known}",
                    letter=letter,
                    known=" ".join(NUMBERS),
                )
            )
        if letter is not None:
            commands.append((letter, []))
        elif commands:
            commands[-1][1].append(float(number))
        else:
            raise ValueError(tr("a path begins with M and a place"))
    if d[at:].strip():
        raise ValueError(tr("{text!r} is not part of a path", text=d[at:].strip()[:20]))
    for letter, numbers in commands:
        if len(numbers) != NUMBERS[letter]:
            raise ValueError(
                tr(
                    "{letter} takes {count} numbers, not {given}",
                    letter=letter,
                    count=NUMBERS[letter],
                    given=len(numbers),
                )
            )
        if letter == "A" and not {*numbers[3:5]} <= {0.0, 1.0}:
            raise ValueError(tr("the fourth and fifth number of A are 0 or 1"))
    return tuple((letter, tuple(numbers)) for letter, numbers in commands)
