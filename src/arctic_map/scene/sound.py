"""Charts as sound, the higher the value the higher the tone, and the language of texts read aloud."""

import re
from collections.abc import Sequence

from arctic_map.model.catalog import Catalog
from arctic_map.model.chart import Chart, Form
from arctic_map.model.preferences import Names
from arctic_map.scene.chart_values import bars
from arctic_map.scene.profile import Profile
from arctic_map.scene.sea_ice import IceChart

Tones = tuple[float | None, ...]
"""Frequencies in Hz, one after the other; None is a silence."""

LOWEST, HIGHEST = 220.0, 880.0
"""Frequencies of the lowest and the highest value, Hz: two octaves."""
LETTERS = ("[A-Za-z]", "[\u0400-\u04ff]", "[\u4e00-\u9fff]")  # no words: patterns
"""Of Latin, Cyrillic and Chinese."""
BETWEEN_LINES: Tones = (None, None)
MAX_PROFILE_TONES = 40


def language_of(text: str) -> Names:
    """The language whose voice reads a text, by most of its letters: an atlas may be in another one."""
    latin, cyrillic, chinese = (len(re.findall(letter, text)) for letter in LETTERS)
    # A Chinese character is about a word.
    if 4 * chinese > max(latin, cyrillic):
        return "zh"
    return "ru" if cyrillic > latin else "en"


def chart_tones(chart: Chart, catalog: Catalog) -> Tones:
    """The values of a chart from zero up, a silence for each unknown one; empty for a chart of dates."""
    if chart.form is Form.TIMELINE:
        return ()
    values = [None if bar.unknown else bar.value for bar in bars(chart, catalog, measured=False)]
    return _tones(values, 0.0, max((value for value in values if value is not None), default=0.0))


def ice_tones(chart: IceChart) -> Tones:
    """The months of each line of a chart, from no ice to all ice, with a pause between the lines."""
    lines = (_tones(line.values, 0.0, 100.0) for line in chart.lines)
    first, *others = lines
    return (*first, *(tone for line in others for tone in (*BETWEEN_LINES, *line)))


def profile_tones(profile: Profile) -> Tones:
    """The values along a line, from the lowest to the highest, at no more than 40 places."""
    step = -(-len(profile.values) // MAX_PROFILE_TONES)
    return _tones(profile.values[::step], min(profile.known), max(profile.known))


def _tones(values: Sequence[float | None], low: float, high: float) -> Tones:
    span = high - low
    return tuple(
        None if value is None else LOWEST * (HIGHEST / LOWEST) ** ((value - low) / span if span else 0.0)
        for value in values
    )
