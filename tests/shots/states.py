"""The states of the window worth looking at, and how to come to each from the first view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog, QTabWidget
from tests.bench.window import Driven, until
from tests.desktop.every_form import FORMS
from tests.source_article import source

from arctic_map.desktop.dialogs.about import AboutDialog
from arctic_map.desktop.dialogs.export_dialog import ExportDialog
from arctic_map.desktop.dialogs.settings_dialog import SettingsDialog
from arctic_map.desktop.editing.chart_form import ChartForm
from arctic_map.desktop.editing.new_atlas import NewAtlasDialog
from arctic_map.desktop.editing.start_page import StartPage
from arctic_map.desktop.shell.help_text import help_window
from arctic_map.desktop.shell.startup.unexpected_error import message
from arctic_map.desktop.widgets.settings import Settings
from arctic_map.desktop.window.panel import Panel
from arctic_map.geo.position import project
from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.itinerary import NOWHERE, Itinerary, Stop
from arctic_map.model.layer_style import LayerStyle, Method
from arctic_map.model.note import Note, NoteKind
from arctic_map.model.projection import Box
from arctic_map.model.reckoning import MONTHS
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
EVERY_WAY = ("amundsen", "bering", "cape", "horn", "mclure", "panama", "pole", "queen-elizabeth", "suez")
"""Gates that all ways between Murmansk and Yokohama go through."""
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
    yield Dialog("new-atlas", lambda driven: NewAtlasDialog(driven.atlas.window))
    yield Dialog("start-page", starting)
    for name in FORMS:
        yield Dialog(f"form-{name}", filling_in(name))
    for page in ("start", "marks", "own", "shortcuts", "cite", "limits", "privacy"):
        yield Dialog(f"help-{page}", reading_help(page))
    yield Dialog("help-search", reading_help("start", "drill"))
    yield Dialog("export", exporting)
    yield Dialog("here", here)
    for id in ("institutions", "icebreakers"):
        yield Dialog(f"chart-{id}", large_chart(id))
    yield Dialog("trouble", lambda driven: message(ERROR, Path("arctic-map.log"), driven.window))
    yield Dialog("review", reviewing)
    yield Dialog("settings", lambda driven: SettingsDialog(driven.atlas.choices.settings, driven.window))


def reviewing(driven: Driven) -> QDialog:
    authoring = driven.atlas.workspace.authoring
    authoring.show_review()
    assert authoring.review is not None
    return authoring.review


def here(driven: Driven) -> QDialog:
    workspace = driven.atlas.workspace
    workspace.navigator.go_to_feature("arkhangelsk")
    workspace.tools.identifying.show_here()
    assert workspace.tools.identifying.dialog is not None
    return workspace.tools.identifying.dialog


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


def reading_help(page: str, expected: str = "") -> Callable[[Driven], QDialog]:
    def make(driven: Driven) -> QDialog:
        atlas = driven.atlas
        window = help_window(atlas.store.catalog, lambda: atlas.scene.look, driven.window)
        window.show_page(page)
        window.field.setText(expected)
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
    yield State("charts", with_chart)
    yield State("days", lambda driven: driven.apply(actions.choose_range(DAYS)))
    yield State("ledger", comparing_lanes)
    yield State("article-empty", lambda driven: in_the_article(driven, "T7"))
    if source():
        yield State("article", with_article)
        yield State("article-place", with_article_and_place)
    yield State("search", searching)
    yield State("tour", touring)
    yield State("tour-ice", touring_on_ice)
    yield State("file", with_file)
    yield State("file-feature", with_file_and_popup)
    yield State(
        "file-hint",
        lambda driven: driven.atlas.workspace.dropping.hint.show_over(driven.atlas.map_frame, HINT),
    )
    for month in range(1, MONTHS + 1):
        yield State(f"ice-{month:02}", showing_ice(month))
    yield State("ice-fact", with_fact_of_ice)
    yield State("route", with_route())
    yield State("route-world", with_route(projection="world"))
    yield State("route-through", with_route((Stop("", (45.0, 75.5)),), ("suez",)))
    yield State("route-none", with_route(closed=EVERY_WAY))
    yield State("table", with_table)
    yield State("styled", with_style)
    yield State("measure", measuring)
    yield State("notes", with_notes)
    yield State("names-russian", preferring(names="ru"))
    yield State("names-chinese", preferring(names="zh"))
    yield State("high-contrast", preferring(high_contrast=True))
    yield State("text-200", preferring(text_size=200))
    yield State("text-150-fact", reading_large)


def leave(driven: Driven, usual: Settings) -> None:
    """Back to the first view with the usual settings, whatever the theme, from whatever state."""
    atlas = driven.atlas
    if atlas.workspace.tour.running:
        atlas.workspace.tour.end()
        driven.settle()
    if atlas.window.panel_shown(Panel.LEDGER):
        atlas.window.toggle_panel(Panel.LEDGER)
    if atlas.window.panel_shown(Panel.ARTICLE):
        atlas.workspace.article.close()
        atlas.window.show_panel(Panel.ARTICLE, False)
    atlas.workspace.tools.sketching.stop()
    driven.apply(actions.delete_notes([note.id for note in atlas.store.session.notes]))
    for panel in (Panel.TABLE, Panel.ROUTE, Panel.ICE):
        atlas.window.show_panel(panel, False)
    driven.apply(actions.plan_route(NOWHERE))
    driven.apply(actions.choose_month(None))
    atlas.workspace.dropping.hint.hide()
    atlas.workspace.files.close_all()
    atlas.bars.search.clear()
    wished = replace(usual, theme=atlas.choices.theme_choice)
    if atlas.choices.settings != wished:
        atlas.choices.choose(wished)
        driven.settle()
    driven.apply(actions.filter_nothing)
    layers = atlas.scene.catalog.layers
    driven.apply(actions.select_nothing)
    driven.apply(actions.show_layers([layer.id for layer in layers if layer.shown], True))
    driven.apply(actions.show_layers([layer.id for layer in layers if not layer.shown], False))
    if driven.atlas.scene.projection != PROJECTIONS[0]:
        driven.apply(actions.change_projection(PROJECTIONS[0]))
    driven.apply(actions.go_to(PROJECTIONS[0].in_window, smooth=False, exact=True))
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


def with_chart(driven: Driven) -> None:
    driven.apply(actions.select_fact("T3"))
    panel = driven.atlas.workspace.facts_panel
    (card,) = (each for each in panel.cards if each.fact.id == "T3")
    until(lambda: [each.drawn for each in card.charts] == [True], "the chart")


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
    until(lambda: file.copy is not None, "the article")
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


def showing_ice(month: int) -> Callable[[Driven], None]:
    def enter(driven: Driven) -> None:
        driven.apply(actions.show_layers(["ice-edge", "ice-seas"], True))
        driven.apply(actions.choose_month(month))

    return enter


def with_fact_of_ice(driven: Driven) -> None:
    driven.atlas.window.show_panel(Panel.ICE, True)
    driven.atlas.workspace.navigator.go_to_fact("T8")


def with_route(
    via: tuple[Stop, ...] = (), closed: tuple[str, ...] = (), projection: str = ""
) -> Callable[[Driven], None]:
    start, end = Stop("Murmansk", (33.05, 68.98), "RUMMK"), Stop("Yokohama", (139.65, 35.45), "JPYOK")

    def enter(driven: Driven) -> None:
        driven.atlas.window.show_panel(Panel.ROUTE, True)
        if projection:
            showing_projection(projection)(driven)
        driven.apply(actions.choose_month(9))
        driven.apply(actions.plan_route(Itinerary(start, end, via, closed)))
        routing = driven.atlas.workspace.routing
        until(lambda: not routing.planning.busy and not routing.names.busy, "the ways are found")

    return enter


def with_table(driven: Driven) -> None:
    with_file(driven)
    driven.settle()
    driven.atlas.window.show_panel(Panel.TABLE, True)
    driven.settle()


def with_style(driven: Driven) -> None:
    """A colour for each feature of the example, by its name."""
    with_table(driven)
    styling, layer = driven.atlas.workspace.file_layers.styling, driven.atlas.workspace.table_panel.layer_id
    styling.choose(layer, LayerStyle(method=Method.CATEGORY, field="name", ramp="Okabe-Ito"), 5)
    until(lambda: bool(driven.atlas.store.session.styles) and not styling.waits, "the style")


def starting(driven: Driven) -> QDialog:
    shipped = [(EXAMPLE, "An atlas that came with the program")]
    return StartPage([EXAMPLE], [EXAMPLE.with_name("unsaved.arctic")], shipped, driven.atlas.window)


def filling_in(name: str) -> Callable[[Driven], QDialog]:
    """A form of an atlas of one's own, as it comes up; a chart with its picture."""

    def make(driven: Driven) -> QDialog:
        form = FORMS[name](driven.atlas)
        form.move_next_to_window()
        if isinstance(form, ChartForm):
            until(lambda: form.drawn, "the chart")
        return form

    return make


def measuring(driven: Driven) -> None:
    tool = driven.atlas.workspace.tools.sketching
    tool.begin(NoteKind.DISTANCE, (33.0, 69.0))
    for place in ((125.0, 76.0), (-170.0, 66.0), (139.7, 35.4)):
        if at := project(driven.atlas.scene.projection, *place):
            tool.add_place(*at, ends=False)
    tool.finish()


def with_notes(driven: Driven) -> None:
    """Examples; they stand for no true thing."""
    for note in (
        Note(id="own-1", kind=NoteKind.MARKER, places=((105.0, 72.0),), text="A marker of one's own"),
        Note(id="own-2", kind=NoteKind.TEXT, places=((100.0, 62.0),), text="A text of one's own"),
        Note(id="own-3", kind=NoteKind.ARROW, places=((140.0, 60.0), (150.0, 71.0)), text="An arrow"),
    ):
        driven.apply(actions.keep_note(note))


def searching(driven: Driven) -> None:
    driven.atlas.workspace.finder.begin("архангельск")


def touring(driven: Driven) -> None:
    driven.atlas.workspace.tour.start()
    driven.settle()
    driven.atlas.workspace.tour.step(7)


def touring_on_ice(driven: Driven) -> None:
    driven.atlas.workspace.tour.start()
    driven.settle()
    steps = [step.id for step in driven.atlas.scene.catalog.tour]
    driven.atlas.workspace.tour.step(steps.index("ice-record"))


def preferring(**request: Any) -> Callable[[Driven], None]:
    def enter(driven: Driven) -> None:
        choices = driven.atlas.choices
        choices.choose(replace(choices.settings, **request))
        driven.settle()
        # The map has another size now.
        driven.apply(actions.go_to(PROJECTIONS[0].in_window, smooth=False, exact=True))

    return enter


def reading_large(driven: Driven) -> None:
    preferring(text_size=150, units="nmi")(driven)
    driven.apply(actions.select_fact("T3"))


def only_drills(driven: Driven) -> None:
    others = [id for id in subject(driven.atlas.scene.layers) if id != "drills"]
    driven.apply(actions.show_layers(others, False))
