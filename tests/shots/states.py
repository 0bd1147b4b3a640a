"""The states of the window worth looking at, and how to come to each from the first view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QTabWidget
from tests.bench.window import Driven, until
from tests.source_article import source

from arctic_map.desktop.appearance.settings import Settings
from arctic_map.desktop.dialogs import help
from arctic_map.desktop.dialogs.about import AboutDialog
from arctic_map.desktop.dialogs.export import ExportDialog
from arctic_map.desktop.dialogs.settings import SettingsDialog
from arctic_map.desktop.panels.panel import Panel
from arctic_map.desktop.startup.unexpected_error import message
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.projection import Box
from arctic_map.scene.reading import subject
from arctic_map.scene.session import actions
from arctic_map.scene.timeline import Range

PLACES = {
    # lon/lat, and kilometres of the projection across the view
    "arkhangelsk": (40.5, 64.6, 900),
    "bering-strait": (-169.5, 66.0, 1400),
    "peter-the-great-bay": (132.0, 42.8, 700),
}

EXAMPLE = Path(__file__).with_name("example.geojson")
HINT = f"Drop to open {EXAMPLE.name}"
ERROR = "Traceback (most recent call last):\nZeroDivisionError: division by zero"
DAYS = Range(date(2022, 1, 1), date(2024, 12, 31))


@dataclass(frozen=True, slots=True)
class State:
    name: str
    enter: Callable[[Driven], None]


@dataclass(frozen=True, slots=True)
class Dialog:
    name: str
    make: Callable[[Driven], QDialog]


def dialogs() -> Iterator[Dialog]:
    for number, tab in enumerate(("about", "about-sources", "about-licences")):
        yield Dialog(tab, about(number))
    for page in ("start", "marks", "shortcuts", "cite", "limits", "privacy"):
        yield Dialog(f"help-{page}", reading_help(page))
    yield Dialog("help-search", reading_help("start", "drill"))
    yield Dialog("export", exporting)
    for id in ("institutions", "icebreakers"):
        yield Dialog(f"chart-{id}", large_chart(id))
    yield Dialog("trouble", lambda driven: message(ERROR, Path("arctic-map.log"), driven.window))
    yield Dialog("settings", lambda driven: SettingsDialog(driven.atlas.choices.settings, driven.window))


def exporting(driven: Driven) -> QDialog:
    store, settings = driven.atlas.store, QSettings("", QSettings.Format.IniFormat)
    dialog = ExportDialog(store.scene, store.drawings, settings, driven.window)
    dialog.show()
    until(lambda: dialog.pane.preview is not None and dialog.previews.at_rest, "the preview")
    return dialog


def large_chart(id: str) -> Callable[[Driven], QDialog]:
    def make(driven: Driven) -> QDialog:
        store, dialogs = driven.atlas.store, driven.atlas.workspace.dialogs
        dialogs.open_chart(next(chart for chart in store.catalog.charts if chart.id == id))
        dialog = dialogs.large_chart
        assert dialog is not None
        dialog.resize(dialog.sizeHint())
        until(lambda: dialog.sheet.drawn, "the chart")
        return dialog

    return make


def about(tab: int) -> Callable[[Driven], QDialog]:
    def make(driven: Driven) -> QDialog:
        dialog = AboutDialog(driven.atlas.store.catalog, driven.window)
        tabs = dialog.findChild(QTabWidget)
        assert tabs is not None
        tabs.setCurrentIndex(tab)
        return dialog

    return make


def reading_help(page: str, wanted: str = "") -> Callable[[Driven], QDialog]:
    def make(driven: Driven) -> QDialog:
        atlas = driven.atlas
        window = help.window(atlas.store.catalog, lambda: atlas.scene.look, driven.window)
        window.show_page(page)
        window.field.setText(wanted)
        return window

    return make


def states() -> Iterator[State]:
    yield State("home", lambda driven: None)
    yield State("feature", lambda driven: driven.atlas.workspace.navigator.go_to_feature("arkhangelsk"))
    yield State("zone", lambda driven: driven.atlas.workspace.navigator.go_to_feature("Z4"))
    yield State("zone-undisclosed", lambda driven: driven.atlas.workspace.navigator.go_to_feature("Z5"))
    yield State("fact", lambda driven: driven.apply(actions.select_fact("T1")))
    for projection in PROJECTIONS[1:]:
        yield State(f"projection-{projection.id}", showing_projection(projection.id))
    for name, place in PLACES.items():
        yield State(f"at-{name}", showing_place(*place))
    yield State("relief", lambda driven: driven.apply(actions.show_layers(["relief"], True)))
    yield State("only-drills", only_drills)
    yield State("charts", lambda driven: driven.apply(actions.select_fact("T3")))
    yield State("days", lambda driven: driven.apply(actions.choose_range(DAYS)))
    yield State("ledger", comparing_lanes)
    yield State("article-empty", lambda driven: in_the_article(driven, "T7"))
    if source():
        yield State("article", with_article)
        yield State("article-place", with_article_and_place)
    yield State("search", searching)
    yield State("tour", touring)
    yield State("file", with_file)
    yield State("file-feature", with_file_and_popup)
    yield State(
        "file-hint",
        lambda driven: driven.atlas.workspace.dropping.hint.show_over(driven.atlas.map_frame, HINT),
    )
    yield State("names-russian", preferring(names="ru"))
    yield State("names-chinese", preferring(names="zh"))
    yield State("high-contrast", preferring(high_contrast=True))
    yield State("text-200", preferring(text_size=200))
    yield State("text-150-fact", reading_large)


def leave(driven: Driven) -> None:
    """Back to the first view, from whatever state."""
    atlas = driven.atlas
    if atlas.workspace.tour.running:
        atlas.workspace.tour.end()
        driven.settle()
    if atlas.window.panel_shown(Panel.LEDGER):
        atlas.window.toggle_panel(Panel.LEDGER)
    if atlas.window.panel_shown(Panel.ARTICLE):
        atlas.workspace.article.close()
        atlas.window.show_panel(Panel.ARTICLE, False)
    atlas.workspace.dropping.hint.hide()
    atlas.workspace.files.close_all()
    atlas.bars.search.clear()
    usual = Settings(theme=atlas.choices.theme_choice)
    if atlas.choices.settings != usual:
        atlas.choices.choose(usual)
        driven.settle()
    driven.apply(actions.filter_nothing)
    layers = atlas.scene.catalog.layers
    driven.apply(actions.select_nothing)
    driven.apply(actions.show_layers([layer.id for layer in layers if layer.shown], True))
    driven.apply(actions.show_layers([layer.id for layer in layers if not layer.shown], False))
    if driven.atlas.scene.projection != PROJECTIONS[0]:
        driven.apply(actions.change_projection(PROJECTIONS[0]))
    driven.apply(actions.go_to(PROJECTIONS[0].home, smooth=False, exact=True))
    driven.settle()


def showing_projection(projection_id: str) -> Callable[[Driven], None]:
    projection = next(projection for projection in PROJECTIONS if projection.id == projection_id)
    return lambda driven: driven.apply(actions.change_projection(projection))


def showing_place(lon: float, lat: float, across_km: float) -> Callable[[Driven], None]:
    return lambda driven: driven.apply(actions.go_to(round_place(lon, lat, across_km), smooth=False))


def round_place(lon: float, lat: float, across_km: float) -> Box:
    from pyproj import Transformer

    x, y = Transformer.from_crs("EPSG:4326", PROJECTIONS[0].crs, always_xy=True).transform(lon, lat)
    half = across_km * 500.0
    return x - half, y - half / 2, x + half, y + half / 2


def comparing_lanes(driven: Driven) -> None:
    driven.atlas.window.toggle_panel(Panel.LEDGER)
    driven.atlas.workspace.navigator.compare(("L5", "L6", "L7"), "T3")


def in_the_article(driven: Driven, fact_id: str) -> None:
    driven.atlas.workspace.show_in_article((fact_id,))


def with_article(driven: Driven) -> None:
    copy = source()
    assert copy is not None
    file = driven.atlas.workspace.article
    file.open(copy)
    until(lambda: file.is_open, "the article")
    in_the_article(driven, "T7")


def with_article_and_place(driven: Driven) -> None:
    with_article(driven)
    driven.settle()
    driven.atlas.workspace.navigator.go_to_feature("arkhangelsk")


def with_file(driven: Driven) -> None:
    driven.atlas.open_files([EXAMPLE])
    until(lambda: bool(driven.atlas.store.files), "the file is open")
    until(
        lambda: not (driven.atlas.workspace.files and driven.atlas.workspace.files.reading.busy),
        "all of it is drawn",
    )


def with_file_and_popup(driven: Driven) -> None:
    with_file(driven)
    driven.settle()
    driven.atlas.workspace.navigator.go_to_feature(driven.atlas.store.files[0].layer.features[0].id)


def searching(driven: Driven) -> None:
    driven.atlas.workspace.finder.begin("архангельск")


def touring(driven: Driven) -> None:
    driven.atlas.workspace.tour.start()
    driven.settle()
    driven.atlas.workspace.tour.step(7)


def preferring(**request: Any) -> Callable[[Driven], None]:
    def enter(driven: Driven) -> None:
        choices = driven.atlas.choices
        choices.choose(replace(choices.settings, **request))
        driven.settle()
        # The map has another size now.
        driven.apply(actions.go_to(PROJECTIONS[0].home, smooth=False, exact=True))

    return enter


def reading_large(driven: Driven) -> None:
    preferring(text_size=150, units="nmi")(driven)
    driven.apply(actions.select_fact("T3"))


def only_drills(driven: Driven) -> None:
    others = [id for id in subject(driven.atlas.scene.layers) if id != "drills"]
    driven.apply(actions.show_layers(others, False))
