"""Everything a user can do, on one screen: menus, toolbar and the table of shortcuts are made from this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from arctic_map.desktop.commands.menu import Menu
from arctic_map.desktop.panels.panel import Panel
from arctic_map.geo.projections import PROJECTIONS, projection_named
from arctic_map.model.style import Theme
from arctic_map.scene.reading import facts_in_order, features_in_order, stepped, subject
from arctic_map.scene.session import actions
from arctic_map.scene.session.actions import Action
from arctic_map.scene.session.session import Session

if TYPE_CHECKING:
    from arctic_map.model.projection import Projection
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.words.citation import Form


class CommandContext(Protocol):
    """What commands need of the composition root."""

    @property
    def scene(self) -> Scene: ...
    @property
    def theme_choice(self) -> Theme | None:
        """None follows the system."""

    def apply(self, action: Action) -> None: ...
    def choose_theme(self, theme: Theme | None) -> None: ...
    def zoom(self, steps: float) -> None: ...
    def export(self) -> None: ...
    def copy_map(self) -> None: ...
    def find(self, begin: str) -> None:
        """Take the keyboard to the search box; `>` begins the name of a command."""

    def copy_position(self) -> None: ...
    def copy_link(self) -> None: ...
    def copy_citation(self, form: Form) -> None: ...
    def play_or_pause(self) -> None: ...
    def playing(self) -> bool: ...
    def step_in_time(self, step: int) -> None:
        """To the next event, or the one before for a step below 0."""

    def change_speed(self, step: int) -> None:
        """Of play: faster for a step above 0."""

    def open_dialog(self) -> None: ...
    def recent_files(self) -> tuple[Path, ...]: ...
    def open_files(self, paths: Sequence[Path]) -> None: ...
    def forget_recent(self) -> None: ...
    def close_files(self) -> None:
        """All that the reader opened."""

    def quit(self) -> None: ...
    def show_settings(self) -> None: ...
    def show_help(self, page: str = "") -> None:
        """At this page, or where the reader left it."""

    def show_about(self) -> None: ...
    def toggle_panel(self, panel: Panel) -> None: ...
    def panel_shown(self, panel: Panel) -> bool: ...
    def toggle_full_screen(self) -> None: ...
    def full_screen(self) -> bool: ...
    def start_tour(self) -> None: ...
    def step_tour(self, step: int) -> None:
        """To the next step, or the one before for a step below 0."""

    def end_tour(self) -> None: ...
    def touring(self) -> bool: ...


Handler = Callable[[CommandContext], None]
Test = Callable[[CommandContext], bool]


@dataclass(frozen=True, slots=True)
class Command:
    id: str
    text: str
    shortcut: str
    menu: Menu
    handler: Handler
    tip: str = ""
    """What the text leaves open."""
    checked: Test | None = None
    enabled: Test | None = None
    group: str = ""
    """Of the commands in a group exactly one is checked."""
    apart: bool = False
    """A line stands above it in the menu."""
    also: tuple[str, ...] = ()
    """Other shortcuts that work but are not shown."""
    icon: str = ""
    """A name of the freedesktop icon naming specification."""


def applying(action: Action) -> Handler:
    return lambda context: context.apply(action)


def whole_route(session: Session) -> Session:
    return actions.go_to(projection_named(session.projection).home, exact=True)(session)


def showing_subject(shown: bool) -> Handler:
    return lambda context: context.apply(actions.show_layers(subject(context.scene.layers), shown))


def stepping_features(step: int) -> Handler:
    def handler(context: CommandContext) -> None:
        selected = context.scene.selected
        current = selected.feature if selected else None
        if feature := stepped(features_in_order(context.scene), current, step):
            context.apply(actions.select_feature(feature))

    return handler


def stepping_facts(step: int) -> Handler:
    def handler(context: CommandContext) -> None:
        selected = context.scene.selected
        ids = [fact.id for fact in facts_in_order(context.scene.facts)]
        if fact := stepped(ids, selected.fact if selected else None, step):
            context.apply(actions.select_fact(fact))

    return handler


def zooming(steps: float) -> Handler:
    return lambda context: context.zoom(steps)


def of_projection(projection: Projection, number: int) -> Command:
    return Command(
        f"projection.{projection.id}",
        projection.name,
        f"Ctrl+{number}",
        Menu.PROJECTION,
        applying(actions.change_projection(projection)),
        tip=projection.label,
        checked=lambda context: context.scene.projection.id == projection.id,
        group="projection",
    )


def of_theme(text: str, theme: Theme | None) -> Command:
    return Command(
        f"theme.{theme or 'system'}",
        text,
        "",
        Menu.THEME,
        lambda context: context.choose_theme(theme),
        checked=lambda context: context.theme_choice == theme,
        group="theme",
    )


def of_panel(panel: Panel, shortcut: str, icon: str = "") -> Command:
    return Command(
        f"panel.{panel}",
        panel.capitalize(),
        shortcut,
        Menu.PANELS,
        lambda context: context.toggle_panel(panel),
        tip="Show or hide the panel",
        checked=lambda context: context.panel_shown(panel),
        icon=icon,
    )


def of_kind(kind: str, text: str) -> Command:
    return Command(
        f"show.{kind}",
        text,
        "",
        Menu.SHOW,
        applying(actions.toggle_kind(kind)),
        tip="Show or leave out facts of this kind",
        checked=lambda context: kind not in context.scene.kinds_hidden,
    )


def of_precision(precision: str, apart: bool = False) -> Command:
    return Command(
        f"show.{precision}",
        f"{precision.capitalize()} places",
        "",
        Menu.SHOW,
        applying(actions.toggle_precision(precision)),
        tip="Show or leave out what the map shows this exactly",
        checked=lambda context: precision not in context.scene.precisions_hidden,
        apart=apart,
    )


def in_time(step: int) -> Handler:
    return lambda context: context.step_in_time(step)


def in_speed(step: int) -> Handler:
    return lambda context: context.change_speed(step)


def dates_filtered(context: CommandContext) -> bool:
    return context.scene.when is not None


def something_filtered_out(context: CommandContext) -> bool:
    scene = context.scene
    return bool(scene.when or scene.kinds_hidden or scene.precisions_hidden)


def something_selected(context: CommandContext) -> bool:
    return context.scene.selected is not None


def selection_clearable(context: CommandContext) -> bool:
    """In the tour its key ends the tour."""
    return something_selected(context) and not context.touring()


def tour_startable(context: CommandContext) -> bool:
    return bool(context.scene.catalog.tour) and not context.touring()


def touring(context: CommandContext) -> bool:
    return context.touring()


def fact_selected(context: CommandContext) -> bool:
    return context.scene.selected is not None and context.scene.selected.fact is not None


def files_open(context: CommandContext) -> bool:
    return any(layer.file for layer in context.scene.layers)


COMMANDS: tuple[Command, ...] = (
    Command(
        "file.open",
        "Open…",
        "Ctrl+O",
        Menu.FILE,
        lambda context: context.open_dialog(),
        tip="Show a GeoJSON file on the map, or the view of an exported picture; dropping it does the same",
        icon="document-open",
    ),
    Command(
        "file.clear-recent",
        "Clear list",
        "",
        Menu.RECENT,
        lambda context: context.forget_recent(),
        tip="Forget which files were opened",
        apart=True,
    ),
    Command(
        "file.close",
        "Close opened files",
        "Ctrl+W",
        Menu.FILE,
        lambda context: context.close_files(),
        tip="Take all of them off the map; Delete in the list of layers closes one",
        enabled=files_open,
    ),
    Command(
        "file.export",
        "Export map…",
        "Ctrl+E",
        Menu.FILE,
        lambda context: context.export(),
        apart=True,
        tip="Write the map as a picture, a document, a page for browsers or features",
        icon="document-save-as",
    ),
    Command(
        "file.quit",
        "Quit",
        "Ctrl+Q",
        Menu.FILE,
        lambda context: context.quit(),
        apart=True,
        icon="application-exit",
    ),
    Command(
        "edit.find",
        "Find…",
        "Ctrl+F",
        Menu.EDIT,
        lambda context: context.find(""),
        tip="Facts, places, people and coordinates",
        also=("Ctrl+K",),
        icon="edit-find",
    ),
    Command(
        "edit.find-command",
        "Find a command…",
        "Ctrl+Shift+P",
        Menu.EDIT,
        lambda context: context.find(">"),
    ),
    Command(
        "edit.copy-map",
        "Copy map",
        "Ctrl+Shift+C",
        Menu.EDIT,
        lambda context: context.copy_map(),
        tip="As a picture and as an SVG drawing",
        apart=True,
        icon="edit-copy",
    ),
    Command(
        "edit.copy-position",
        "Copy position",
        "Ctrl+Shift+X",
        Menu.EDIT,
        lambda context: context.copy_position(),
        tip="Of the selected place, or of the middle of the map",
    ),
    Command(
        "edit.copy-link",
        "Copy link to fact",
        "Ctrl+Shift+L",
        Menu.EDIT,
        lambda context: context.copy_link(),
        tip="An address that opens the atlas at the selected fact",
        enabled=fact_selected,
    ),
    Command(
        "edit.copy-citation",
        "Copy citation",
        "",
        Menu.EDIT,
        lambda context: context.copy_citation("plain"),
        tip="Of the selected fact, or of the atlas",
    ),
    Command(
        "edit.copy-bibtex",
        "Copy citation for BibTeX",
        "",
        Menu.EDIT,
        lambda context: context.copy_citation("bibtex"),
        tip="Of the selected fact, or of the atlas",
    ),
    Command(
        "edit.settings",
        "Settings…",
        "Ctrl+,",
        Menu.EDIT,
        lambda context: context.show_settings(),
        tip="Colours, contrast, size of text, units, coordinates and language of place names",
        apart=True,
        icon="preferences-system",
    ),
    Command(
        "view.home",
        "Whole route",
        "Ctrl+0",
        Menu.VIEW,
        applying(whole_route),
        tip="Show the whole Northern Sea Route",
        icon="go-home",
    ),
    Command("view.zoom-in", "Zoom in", "Ctrl++", Menu.VIEW, zooming(1), also=("Ctrl+=",), icon="zoom-in"),
    Command("view.zoom-out", "Zoom out", "Ctrl+-", Menu.VIEW, zooming(-1), icon="zoom-out"),
    *(of_projection(projection, number) for number, projection in enumerate(PROJECTIONS, start=1)),
    of_theme("Light", "light"),
    of_theme("Dark", "dark"),
    of_theme("Follow the system", None),
    of_panel(Panel.LAYERS, "F7"),
    of_panel(Panel.FACTS, "F8"),
    of_panel(Panel.PROBLEMS, "F9"),
    of_panel(Panel.LEDGER, "F10"),
    of_panel(Panel.TIMELINE, "F6"),
    of_kind("reported", "Reported facts"),
    of_kind("attributed", "Attributed facts"),
    of_kind("forecast", "Forecasts"),
    of_kind("judgement", "Judgements"),
    of_precision("surveyed", apart=True),
    of_precision("generalised"),
    of_precision("schematic"),
    of_precision("undisclosed"),
    Command(
        "show.all",
        "All dates, kinds and places",
        "Ctrl+Shift+0",
        Menu.SHOW,
        applying(actions.filter_nothing),
        tip="Leave out nothing",
        enabled=something_filtered_out,
        apart=True,
    ),
    Command(
        "view.full-screen",
        "Full screen",
        "F11",
        Menu.VIEW,
        lambda context: context.toggle_full_screen(),
        checked=lambda context: context.full_screen(),
        apart=True,
        icon="view-fullscreen",
    ),
    Command(
        "layers.show",
        "Show all subject layers",
        "Ctrl+Shift+A",
        Menu.LAYERS,
        showing_subject(True),
        tip="The base map stays as it is",
    ),
    Command(
        "layers.hide",
        "Hide all subject layers",
        "Ctrl+Shift+H",
        Menu.LAYERS,
        showing_subject(False),
        tip="The base map stays as it is",
    ),
    Command(
        "time.play",
        "Play",
        "Ctrl+Space",
        Menu.TIME,
        lambda context: context.play_or_pause(),
        tip="Let the story go on from event to event",
        checked=lambda context: context.playing(),
        icon="media-playback-start",
    ),
    Command("time.next", "Next event", "Ctrl+Right", Menu.TIME, in_time(1), icon="media-skip-forward"),
    Command("time.back", "Previous event", "Ctrl+Left", Menu.TIME, in_time(-1), icon="media-skip-backward"),
    Command("time.faster", "Faster", "Ctrl+]", Menu.TIME, in_speed(1), apart=True),
    Command("time.slower", "Slower", "Ctrl+[", Menu.TIME, in_speed(-1)),
    Command(
        "time.all",
        "All dates",
        "Ctrl+Backspace",
        Menu.TIME,
        applying(actions.choose_range(None)),
        tip="Show what happened on all dates",
        enabled=dates_filtered,
        apart=True,
    ),
    Command("select.next-feature", "Next feature", "Alt+Down", Menu.SELECT, stepping_features(1)),
    Command("select.previous-feature", "Previous feature", "Alt+Up", Menu.SELECT, stepping_features(-1)),
    Command("select.next-fact", "Next fact", "Alt+PgDown", Menu.SELECT, stepping_facts(1), apart=True),
    Command("select.previous-fact", "Previous fact", "Alt+PgUp", Menu.SELECT, stepping_facts(-1)),
    Command(
        "select.clear",
        "Clear selection",
        "Esc",
        Menu.SELECT,
        applying(actions.select_nothing),
        tip="Show all facts again; in the guided tour the same key ends it",
        enabled=selection_clearable,
        apart=True,
    ),
    Command(
        "tour.start",
        "Guided tour",
        "F5",
        Menu.TOUR,
        lambda context: context.start_tour(),
        tip="The article's argument in steps, with large letters on the full screen",
        enabled=tour_startable,
    ),
    Command(
        "tour.next",
        "Next step",
        "Right",
        Menu.TOUR,
        lambda context: context.step_tour(1),
        enabled=touring,
        apart=True,
        also=("PgDown", "Down"),
    ),
    Command(
        "tour.back",
        "Step back",
        "Left",
        Menu.TOUR,
        lambda context: context.step_tour(-1),
        enabled=touring,
        also=("PgUp", "Up", "Backspace"),
    ),
    Command(
        "tour.end",
        "End the tour",
        "",
        Menu.TOUR,
        lambda context: context.end_tour(),
        tip="Back to what was shown before; Esc does it too",
        enabled=touring,
    ),
    Command(
        "help.help",
        "Help",
        "F1",
        Menu.HELP,
        lambda context: context.show_help(),
        tip="How to use the atlas, read its marks and cite it",
        icon="help-contents",
    ),
    Command(
        "help.shortcuts",
        "Keyboard shortcuts",
        "Ctrl+F1",
        Menu.HELP,
        lambda context: context.show_help("shortcuts"),
        icon="input-keyboard",
    ),
    Command(
        "help.about",
        "About Arctic Map",
        "",
        Menu.HELP,
        lambda context: context.show_about(),
        tip="Versions, sources and licences",
        apart=True,
        icon="help-about",
    ),
)
