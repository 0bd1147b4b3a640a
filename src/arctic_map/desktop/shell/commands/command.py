"""The declaration of a command: its menu entry, its shortcut, and the workspace on which it acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from arctic_map.model.tr import tr_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arctic_map.desktop.editing.atlas_file import AtlasCopy
    from arctic_map.desktop.editing.atlas_saving import AtlasSaving
    from arctic_map.desktop.editing.authoring import Authoring
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.editing.start_page import StartPageOpener
    from arctic_map.desktop.files.article_file import ArticleFile
    from arctic_map.desktop.files.file_layers import FileLayers
    from arctic_map.desktop.files.opening import Opening
    from arctic_map.desktop.map.map_tools import MapTools
    from arctic_map.desktop.panels.ice_panel import IcePanel
    from arctic_map.desktop.panels.layers_panel import LayersPanel
    from arctic_map.desktop.panels.timeline.timeline_panel import TimelinePanel
    from arctic_map.desktop.routing.routing import Routing
    from arctic_map.desktop.shell.commands.keyboard import FocusRegions
    from arctic_map.desktop.tour.guide import TourGuide
    from arctic_map.desktop.window.choices import Choices
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.navigator import Navigator
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.chart import Chart
    from arctic_map.scene.scene import Scene
    from arctic_map.scene.sea_ice import IceChart
    from arctic_map.scene.session.actions import Action
    from arctic_map.scene.sound import Tones


class Menu(StrEnum):
    """Paths of menus; a vertical bar separates a menu from its submenu."""

    FILE = tr_later("&File")
    RECENT = FILE + "|" + tr_later("Open &recent")
    REFRESH = FILE + "|" + tr_later("Fetch again e&very")
    EDIT = tr_later("&Edit")
    VIEW = tr_later("&View")
    PROJECTION = VIEW + "|" + tr_later("&Projection")
    THEME = VIEW + "|" + tr_later("&Colours")
    PANELS = VIEW + "|" + tr_later("P&anels")
    VIEWS = VIEW + "|" + tr_later("Saved &views")
    SHOW = VIEW + "|" + tr_later("&Show")
    LAYERS = tr_later("&Layers")
    TIME = tr_later("&Time")
    ATLAS = tr_later("&Atlas")
    TOOLS = tr_later("T&ools")
    TOUR = tr_later("To&ur")
    SELECT = tr_later("&Select")
    HELP = tr_later("&Help")


Handler = Callable[["Context"], None]
Test = Callable[["Context"], bool]


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the table of commands."""

    id: str
    text: str
    shortcut: str
    menu: Menu
    handler: Handler
    tip: str = ""
    """What the text does not say."""
    checked: Test | None = None
    enabled: Test | None = None
    why_not: Callable[[Context], str] | None = None
    """Returns why it cannot be run now, as a sentence for the tooltip; empty if it can."""
    in_tour: bool = False
    """Whether it can be run during the guided tour."""
    group: str = ""
    """Of the commands in a group exactly one is checked."""
    apart: bool = False
    """Whether there is a separator above it in the menu."""
    also: tuple[str, ...] = ()
    """Other shortcuts that work but are not shown."""
    icon: str = ""
    """The name of one of our line icons."""
    caption: Callable[[Context], str] | None = None
    """Returns a text that depends on the state: `Undo Hide Ports`."""


def is_possible(command: Command, context: Context) -> bool:
    """Return whether a command can be run now."""
    if context.tour.running and not command.in_tour:
        return False
    return (command.enabled is None or command.enabled(context)) and not (
        command.why_not and command.why_not(context)
    )


def applying(action: Action) -> Handler:
    """Return a handler that applies an action."""
    return lambda context: context.store.apply(action)


class Search(Protocol):
    """The search box, which finds commands too."""

    def begin(self, begin: str) -> None:
        """Focus the box and set its text; `>` starts a search for commands."""


class Dialogs(Protocol):
    """The dialogs. A protocol, since the help in turn lists the commands."""

    def export(self) -> None: ...
    def film(self) -> None: ...
    def copy_map(self) -> None: ...
    def show_help(self, page: str = "") -> None:
        """Show this page of the help, or the page shown last."""

    def show_settings(self) -> None: ...
    def show_about(self) -> None: ...
    def open_chart(self, chart: Chart) -> None: ...
    def export_chart(self, chart: Chart) -> None: ...
    def export_ice(self, chart: IceChart) -> None: ...
    def play(self, tones: Tones) -> None: ...


class Context(Protocol):
    """The parts of the running app that commands use."""

    @property
    def scene(self) -> Scene: ...
    @property
    def store(self) -> Store: ...
    @property
    def window(self) -> Window: ...
    @property
    def choices(self) -> Choices: ...
    @property
    def draft(self) -> Draft: ...
    @property
    def navigator(self) -> Navigator: ...
    @property
    def tools(self) -> MapTools: ...
    @property
    def file_layers(self) -> FileLayers: ...
    @property
    def files(self) -> Opening: ...
    @property
    def article(self) -> ArticleFile: ...
    @property
    def saving(self) -> AtlasSaving: ...
    @property
    def starting(self) -> StartPageOpener: ...
    @property
    def atlas_copy(self) -> AtlasCopy: ...
    @property
    def layers_panel(self) -> LayersPanel: ...
    @property
    def ice_panel(self) -> IcePanel: ...
    @property
    def plays_ice(self) -> bool: ...
    @property
    def timeline_panel(self) -> TimelinePanel: ...
    @property
    def authoring(self) -> Authoring: ...
    @property
    def tour(self) -> TourGuide: ...
    @property
    def routing(self) -> Routing: ...
    @property
    def regions(self) -> FocusRegions: ...
    @property
    def finder(self) -> Search: ...
    @property
    def dialogs(self) -> Dialogs: ...
    def show_table(self, layer_id: str) -> None:
        """Show the rows of an opened file."""

    def show_in_article(self, fact_ids: Sequence[str] = ()) -> None:
        """Show the sentences of these facts, or of the selection."""
