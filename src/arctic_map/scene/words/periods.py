"""Converts dates found in texts for facts: seasons, quarters and decades to months or years."""

PARTS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
"""First and last month of seasons and quarters by their EDTF numbers."""


def as_period(when: str) -> str:
    """Convert `2031-22` (a summer) to `2031-06/2031-08`, `203X` to `2030/2039`; others are unchanged.

    A winter ends in the next year.
    """
    start, slash, end = when.partition("/")
    first, last = _ends(start)[0], _ends(end if slash else start)[1]
    return f"{first}/{last}" if slash or first != last else first


def _ends(day: str) -> tuple[str, str]:
    year, _, part = day.partition("-")
    if year.endswith("X"):
        return f"{year[:3]}0", f"{year[:3]}9"
    if not part.isdecimal() or int(part) not in PARTS:
        return day, day
    first, last = PARTS[int(part)]
    return f"{year}-{first:02}", f"{int(year) + (last < first)}-{last:02}"
