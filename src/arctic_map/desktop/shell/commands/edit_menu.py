"""The commands of the menu Edit: undo, find, copy and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QGuiApplication

from arctic_map.desktop.shell.commands.command import Command, Menu
from arctic_map.geo.position import unproject
from arctic_map.model.catalog import Catalog
from arctic_map.model.tr import tr, tr_later
from arctic_map.scene.words.links import link_to_fact
from arctic_map.scene.words.sources import citation
from arctic_map.scene.words.words import name_of, position_in_words

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.command import Context
    from arctic_map.scene.scene import Scene


def copy_selected(context: Context, what: What) -> None:
    """Copy a link or citation of the selected fact, or of the atlas without one."""
    selected = context.scene.selected
    context.window.say(copy(context.scene.catalog, selected.fact if selected else None, what))


def fact_selected(context: Context) -> bool:
    """Return whether a fact is selected."""
    return context.scene.selected is not None and context.scene.selected.fact is not None


def undoable(context: Context) -> bool:
    """Return whether there is a step to undo."""
    if steps := context.tools.digitising.steps:
        return bool(steps.done)
    return context.tools.has_points or bool(context.store.history.done)


def redoable(context: Context) -> bool:
    """Return whether there is a step to redo."""
    if steps := context.tools.digitising.steps:
        return bool(steps.undone)
    return not context.tools.has_points and bool(context.store.history.undone)


def undo_caption(context: Context) -> str:
    """Return the text of Undo with the name of the step."""
    if context.tools.digitising.active:
        return tr("Undo the last step of the drawing")
    if context.tools.has_points:
        return tr("Undo the last point")
    return tr("Undo {undo_name}", undo_name=context.store.history.undo_name).rstrip(" :：")


def redo_caption(context: Context) -> str:
    """Return the text of Redo with the name of the step."""
    if context.tools.digitising.active:
        return tr("Redo the last step of the drawing")
    return tr("Redo {redo_name}", redo_name=context.store.history.redo_name).rstrip(" :：")


COMMANDS: tuple[Command, ...] = (
    Command(
        "edit.undo",
        tr_later("Undo"),
        "Ctrl+Z",
        Menu.EDIT,
        lambda context: context.tools.undo(),
        tip=tr_later("Undo the last change of layers, filters, dates, projection or files"),
        enabled=undoable,
        icon="undo",
        caption=undo_caption,
    ),
    Command(
        "edit.redo",
        tr_later("Redo"),
        "Ctrl+Shift+Z",
        Menu.EDIT,
        lambda context: context.tools.redo(),
        tip=tr_later("Redo the last change that was undone"),
        enabled=redoable,
        also=("Ctrl+Y",),
        icon="redo",
        caption=redo_caption,
    ),
    Command(
        "edit.find",
        tr_later("Find…"),
        "Ctrl+F",
        Menu.EDIT,
        lambda context: context.finder.begin(""),
        apart=True,
        tip=tr_later("Facts, places, people and coordinates"),
        also=("Ctrl+K",),
        icon="find",
    ),
    Command(
        "edit.find-command",
        tr_later("Find a command…"),
        "Ctrl+Shift+P",
        Menu.EDIT,
        lambda context: context.finder.begin(">"),
    ),
    Command(
        "edit.copy-map",
        tr_later("Copy map"),
        "Ctrl+Shift+C",
        Menu.EDIT,
        lambda context: context.dialogs.copy_map(),
        tip=tr_later("Copy the map as a picture and as an SVG drawing"),
        apart=True,
        icon="copy",
        in_tour=True,
    ),
    Command(
        "edit.copy-position",
        tr_later("Copy position"),
        "Ctrl+Shift+X",
        Menu.EDIT,
        lambda context: context.window.say(copy_position(context.scene)),
        tip=tr_later("Copy the position of the selected place, or of the middle of the map"),
        in_tour=True,
    ),
    Command(
        "edit.copy-link",
        tr_later("Copy link to fact"),
        "Ctrl+Shift+L",
        Menu.EDIT,
        lambda context: copy_selected(context, "link"),
        tip=tr_later("Copy a link that opens the atlas at the selected fact"),
        enabled=fact_selected,
        in_tour=True,
    ),
    Command(
        "edit.copy-citation",
        tr_later("Copy citation"),
        "",
        Menu.EDIT,
        lambda context: copy_selected(context, "plain"),
        tip=tr_later("Copy a citation of the selected fact, or of the atlas"),
        in_tour=True,
    ),
    Command(
        "edit.copy-bibtex",
        tr_later("Copy citation for BibTeX"),
        "",
        Menu.EDIT,
        lambda context: copy_selected(context, "bibtex"),
        tip=tr_later("Copy a citation of the selected fact, or of the atlas"),
        in_tour=True,
    ),
    Command(
        "edit.review",
        tr_later("Review the claims…"),
        "Ctrl+Shift+R",
        Menu.EDIT,
        lambda context: context.authoring.show_review(),
        tip=tr_later("List claims without a passage, a place, a date or a test"),
        apart=True,
    ),
    Command(
        "edit.settings",
        tr_later("Settings…"),
        "Ctrl+,",
        Menu.EDIT,
        lambda context: context.dialogs.show_settings(),
        tip=tr_later("Set colours, contrast, text size, units, coordinates, keys and languages"),
        apart=True,
        icon="settings",
        in_tour=True,
    ),
)

What = Literal["link", "plain", "bibtex"]
COPIED: dict[What, str] = {
    "link": tr_later("The link to {what} was copied"),
    "plain": tr_later("The citation of {what} was copied"),
    "bibtex": tr_later("The BibTeX citation of {what} was copied"),
}


def copy(catalog: Catalog, fact_id: str | None, what: What) -> str:
    """Copy a link or citation of a fact, or of the atlas without one; return a message, "" without a copy."""
    fact = catalog.fact.get(fact_id or "")
    text = link_to_fact(fact.id) if fact and what == "link" else ""
    if what != "link":
        text = citation(catalog, fact, what)
    if not text:
        return ""
    QGuiApplication.clipboard().setText(text)
    return tr(COPIED[what], what=fact.id if fact else tr("the atlas"))


def copy_position(scene: Scene) -> str:
    """Copy the selected position or place, or the middle of the map, and return a message."""
    what, place = _position(scene)
    if place is None:
        return tr("The middle of the map is not on the Earth; no position was copied")
    text = position_in_words(*place, scene.preferences.coordinates).partition(" · ")[0]
    QGuiApplication.clipboard().setText(text)
    return tr("The position of {what} was copied: {text}", what=what, text=text)


def _position(scene: Scene) -> tuple[str, tuple[float, float] | None]:
    """Return the name of what is copied, and its longitude and latitude in degrees."""
    if scene.selected and scene.selected.position:
        return tr("the selected point"), scene.selected.position
    id = (scene.selected.feature if scene.selected else "") or ""
    feature = scene.catalog.features.get(id)
    place = feature.place() if feature else None
    if feature and place and place.get("type") == "Point":
        lon, lat = place["coordinates"][:2]
        return name_of(feature, scene.preferences.names), (lon, lat)
    if scene.card and scene.catalog.rows_of(id):
        return scene.card.title, unproject(scene.projection, scene.card.x, scene.card.y)
    view = scene.viewport
    return tr("the middle of the map"), unproject(scene.projection, view.x, view.y) if view else None
