"""Charts on cards are drawn in the background, each for itself."""

import sys
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from tests.built_in import built_in_atlas
from tests.looks import LIGHT

from arctic_map.desktop.panels.facts.card_charts import Artist
from arctic_map.model.chart import FigureRef


def test_a_chart_that_cannot_be_drawn_says_so_and_the_next_one_is_drawn(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: shown.append(kind))
    catalog = built_in_atlas()
    good = catalog.charts[0]
    (item, *_) = good.items
    broken = replace(good, id="broken", items=(replace(item, figures=(FigureRef("T999", 1),), derived=None),))
    artist = Artist(catalog)
    assert artist.picture(broken, LIGHT, 240) is None and artist.picture(good, LIGHT, 240) is None
    assert artist.status(broken, LIGHT, 240) == "The chart is being drawn…"
    qtbot.waitUntil(lambda: artist.picture(good, LIGHT, 240) is not None)
    assert artist.picture(broken, LIGHT, 240) is None
    assert artist.status(broken, LIGHT, 240) == "The chart cannot be drawn: an unexpected error occurred."
    assert shown == [KeyError]
