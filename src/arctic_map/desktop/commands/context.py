"""What commands act on: the parts of the running app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from arctic_map.desktop.appearance.choices import Choices
    from arctic_map.desktop.commands.regions import Regions
    from arctic_map.desktop.editing.authoring import Authoring
    from arctic_map.desktop.editing.draft import Draft
    from arctic_map.desktop.editing.fact_editing import FactEditing
    from arctic_map.desktop.editing.saving import Saving
    from arctic_map.desktop.map.digitising import Digitising
    from arctic_map.desktop.map.identifying import Identifying
    from arctic_map.desktop.map.sketching import Sketching
    from arctic_map.desktop.navigator import Navigator
    from arctic_map.desktop.panels.ice.panel import IcePanel
    from arctic_map.desktop.panels.layers.panel import LayersPanel
    from arctic_map.desktop.panels.timeline.panel import TimelinePanel
    from arctic_map.desktop.routing.routing import Routing
    from arctic_map.desktop.store import Store
    from arctic_map.desktop.tour.guide import TourGuide
    from arctic_map.desktop.user_files.article import ArticleFile
    from arctic_map.desktop.user_files.atlas_copy import AtlasCopy
    from arctic_map.desktop.user_files.opening import Opening
    from arctic_map.desktop.window import Window
    from arctic_map.scene.scene import Scene


class Search(Protocol):
    """The search box, which finds commands too."""

    def begin(self, begin: str) -> None:
        """Take the keyboard there; `>` begins the name of a command."""


class Dialogs(Protocol):
    """The dialogs, of which the help lists the commands too."""

    def export(self) -> None: ...
    def copy_map(self) -> None: ...
    def show_help(self, page: str = "") -> None:
        """At this page, or where the reader left it."""

    def show_about(self) -> None: ...


class Context(Protocol):
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
    def files(self) -> Opening: ...
    @property
    def article(self) -> ArticleFile: ...
    @property
    def fact_editing(self) -> FactEditing: ...
    @property
    def saving(self) -> Saving: ...
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
    def identifying(self) -> Identifying: ...
    @property
    def sketching(self) -> Sketching: ...
    @property
    def digitising(self) -> Digitising: ...
    @property
    def authoring(self) -> Authoring: ...
    @property
    def tour(self) -> TourGuide: ...
    @property
    def routing(self) -> Routing: ...
    @property
    def regions(self) -> Regions: ...
    @property
    def finder(self) -> Search: ...
    @property
    def dialogs(self) -> Dialogs: ...
    def undo(self) -> None:
        """The last step of a drawing; without one, the last change of the map."""

    def redo(self) -> None: ...
    def move_layer(self, layer_id: str, to: int) -> None:
        """To a place among those that can be moved, from the bottom."""

    def choose_style(self) -> None:
        """Of the opened file that is before the reader."""

    def export_features(self) -> None:
        """The same."""

    def show_properties(self) -> None:
        """The same."""

    def show_in_article(self) -> None:
        """The sentences of what is selected."""

    def show_start(self) -> None:
        """What one may begin with."""

    def make_fact(self) -> None:
        """Of the sentence that is selected in the article, where one is."""

    def show_review(self) -> None:
        """What a careful editor would ask."""

    def say(self, sentence: str) -> None:
        """For a while, in the status bar."""
