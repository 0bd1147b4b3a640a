"""The protocol of the workspace on which commands act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from arctic_map.desktop.editing.atlas_copy import AtlasCopy
    from arctic_map.desktop.editing.atlas_saving import AtlasSaving
    from arctic_map.desktop.editing.authoring import Authoring
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.editing.start_page import StartPageOpener
    from arctic_map.desktop.files.article import ArticleFile
    from arctic_map.desktop.files.file_layers import FileLayers
    from arctic_map.desktop.files.opening import Opening
    from arctic_map.desktop.map.tools import MapTools
    from arctic_map.desktop.panels.ice.panel import IcePanel
    from arctic_map.desktop.panels.layers.panel import LayersPanel
    from arctic_map.desktop.panels.timeline.panel import TimelinePanel
    from arctic_map.desktop.routing.routing import Routing
    from arctic_map.desktop.shell.commands.regions import FocusRegions
    from arctic_map.desktop.tour.guide import TourGuide
    from arctic_map.desktop.window.choices import Choices
    from arctic_map.desktop.window.main_window import Window
    from arctic_map.desktop.window.navigator import Navigator
    from arctic_map.desktop.window.store import Store
    from arctic_map.model.chart import Chart
    from arctic_map.scene.ice.chart import IceChart
    from arctic_map.scene.scene import Scene


class Search(Protocol):
    """The search box, which finds commands too."""

    def begin(self, begin: str) -> None:
        """Focus the box and set its text; `>` starts a search for commands."""


class Dialogs(Protocol):
    """The dialogs. A protocol, since the help in turn lists the commands."""

    def export(self) -> None: ...
    def copy_map(self) -> None: ...
    def show_help(self, page: str = "") -> None:
        """Show this page of the help, or the page shown last."""

    def show_settings(self) -> None: ...
    def show_about(self) -> None: ...
    def open_chart(self, chart: Chart) -> None: ...
    def export_chart(self, chart: Chart) -> None: ...
    def export_ice(self, chart: IceChart) -> None: ...


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
