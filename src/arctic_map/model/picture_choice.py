"""The time and style in which a server draws a picture, and the times that it offers."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from urllib.parse import parse_qsl, urlencode

from arctic_map.model.shared_source import SharedLayer

MAX_TIMES = 1000
"""Most times of a layer that are listed."""
_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_FORMATS = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}
"""How times of so many characters are written; longer ones name the second."""
_SECOND = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class PictureChoice:
    """What a reader chose for a picture; empty for what the server uses itself."""

    time: str = ""
    """As the server writes it, such as 2026-09-15."""
    style: str = ""


def with_choice(name: str, choice: PictureChoice) -> str:
    """The name of a layer with a choice, as `ice?time=2026-09-15`."""
    chosen = {key: value for key, value in (("time", choice.time), ("style", choice.style)) if value}
    return f"{name}?{urlencode(chosen, safe=':')}" if chosen else name


def parted_choice(name: str) -> tuple[str, PictureChoice]:
    """The name of a layer and the choice in it."""
    own, _, query = name.rpartition("?")
    chosen = dict(parse_qsl(query))
    if not own or not chosen or not chosen.keys() <= {"time", "style"}:
        return name, PictureChoice()
    return own, PictureChoice(**chosen)


def chosen_layer(layer: SharedLayer, choice: PictureChoice) -> SharedLayer:
    """The layer at a time and in a style, which its title names."""
    title = ", ".join(part for part in (layer.title, choice.time, choice.style) if part)
    return replace(layer, name=with_choice(layer.name, choice), title=title)


def latest_times(extent: str) -> str:
    """The last items of a list of times, no more than can be shown."""
    return ",".join(" ".join(extent.split()).split(",")[-MAX_TIMES:])


def several(styles: tuple[str, ...]) -> tuple[str, ...]:
    """Styles, if there is a choice."""
    return styles if len(styles) > 1 else ()


def times_in(extent: str) -> tuple[str, ...]:
    """The times that a server lists, the latest first: single ones, and periods such as 2020/2026/P1M."""
    return tuple(islice(_latest_first(extent), MAX_TIMES))


def _latest_first(extent: str) -> Iterator[str]:
    for item in reversed(extent.split(",")):
        words = [each.strip() for each in item.split("/")]
        if len(words) == 1 and words[0]:
            yield words[0]
        elif len(words) > 1:
            yield from _steps(words[0], words[1], words[2] if len(words) > 2 else "")


def _steps(first: str, last: str, period: str) -> Iterator[str]:
    """Times of a period with a step, or its ends if it has none that is known."""
    match = _PERIOD.fullmatch(period)
    try:
        months, step = _step(match) if match else (0, timedelta())
        start, end = _moment(first), _moment(last)
    except (ValueError, OverflowError):
        return
    if months:
        count = ((end.year - start.year) * 12 + end.month - start.month) // months
        moments = (_later(start, months * number) for number in range(count, -1, -1))
    elif step:
        moments = (start + step * number for number in range((end - start) // step, -1, -1))
    else:
        yield from (last, first)
        return
    form = _FORMATS.get(len(first), _SECOND)
    yield from (each.strftime(form) for each in moments if each <= end)


def _step(match: re.Match[str]) -> tuple[int, timedelta]:
    years, months, weeks, days, hours, minutes, seconds = (int(each or 0) for each in match.groups())
    step = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return 12 * years + months, step


def _moment(text: str) -> datetime:
    """A time; years and months are their first day. Raises ValueError."""
    moment = datetime.fromisoformat(text + "-01-01"[3 * (len(text) == 7) :] if len(text) <= 7 else text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _later(moment: datetime, months: int) -> datetime:
    """The same day of a later month, or its last day."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
