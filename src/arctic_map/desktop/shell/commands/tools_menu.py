"""The commands of the menus Tools, which measure and make notes, and Tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.shell.commands.command import Command, Handler, Menu, Test
from arctic_map.model.note import MEASURED, PREFIX, NoteKind
from arctic_map.model.tr import tr_later

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.command import Context


def beginning(kind: NoteKind) -> Handler:
    """Return a handler that starts a tool."""
    return lambda context: context.tools.sketching.begin(kind)


def at_work(kind: NoteKind) -> Test:
    """Return a test whether a tool is in use."""
    return lambda context: (
        (sketch := context.tools.sketching.sketch) is not None and sketch.kind is kind and not sketch.selects
    )


def at_rest(context: Context) -> bool:
    """Return whether no outline is being drawn, which another tool would close."""
    return not context.tools.digitising.active


def selected_note(context: Context) -> str:
    """Return the id of the selected note; empty without one."""
    feature = context.scene.selected.feature if context.scene.selected else None
    return feature if feature and feature.startswith(PREFIX) else ""


def note_selected(context: Context) -> bool:
    """Return whether a note is selected."""
    return bool(selected_note(context))


def note_movable(context: Context) -> bool:
    """Return whether the selected note can be moved; measurements cannot."""
    id = selected_note(context)
    notes = context.store.session.notes
    return any(note.id == id and note.kind not in MEASURED for note in notes)


def of_tool(id: str, text: str, shortcut: str, kind: NoteKind, tip: str, *, apart: bool = False) -> Command:
    """Return a command that starts a tool."""
    return Command(
        id,
        text,
        shortcut,
        Menu.TOOLS,
        beginning(kind),
        tip=tip,
        checked=at_work(kind),
        enabled=at_rest,
        icon=id.partition(".")[2],
        apart=apart,
    )


COMMANDS: tuple[Command, ...] = (
    of_tool(
        "tools.measure",
        tr_later("Measure a distance"),
        "M",
        NoteKind.DISTANCE,
        tr_later("Measure along the shortest path on the ellipsoid, with the length and bearing of each leg"),
    ),
    of_tool(
        "tools.measure-area",
        tr_later("Measure an area"),
        "Shift+M",
        NoteKind.AREA,
        tr_later("Measure an area on the ellipsoid, whatever the projection"),
    ),
    Command(
        "tools.identify",
        tr_later("What is here"),
        "I",
        Menu.TOOLS,
        lambda context: context.tools.identifying.show_here(),
        tip=tr_later(
            "List everything at the selected mark, or in the middle of the map, with its attributes"
        ),
        icon="identify",
        apart=True,
    ),
    of_tool(
        "tools.marker",
        tr_later("Add a marker…"),
        "N",
        NoteKind.MARKER,
        tr_later("Add a note of your own at a place"),
        apart=True,
    ),
    of_tool(
        "tools.text",
        tr_later("Add a text…"),
        "Shift+N",
        NoteKind.TEXT,
        tr_later("Add text of your own to the map"),
    ),
    of_tool(
        "tools.arrow",
        tr_later("Add an arrow…"),
        "Ctrl+Shift+N",
        NoteKind.ARROW,
        tr_later("Add an arrow from one place to another"),
    ),
    Command(
        "tools.edit-note",
        tr_later("Edit note…"),
        "F2",
        Menu.TOOLS,
        lambda context: context.tools.sketching.notes.edit(selected_note(context)),
        tip=tr_later("Edit the text of the selected note or measurement"),
        enabled=note_selected,
        apart=True,
    ),
    Command(
        "tools.move-note",
        tr_later("Move note"),
        "Shift+F2",
        Menu.TOOLS,
        lambda context: context.tools.sketching.move(selected_note(context)),
        tip=tr_later("Move the selected note to another place"),
        enabled=note_movable,
    ),
    Command(
        "tools.delete-note",
        tr_later("Delete note"),
        "Delete",
        Menu.TOOLS,
        lambda context: context.tools.sketching.notes.delete(selected_note(context)),
        tip=tr_later("Delete the selected note or measurement; you can undo this"),
        enabled=note_selected,
    ),
)


def tour_startable(context: Context) -> bool:
    """Return whether the atlas has a tour and nothing is being drawn."""
    return bool(context.scene.catalog.tour) and not context.tools.digitising.active


def touring(context: Context) -> bool:
    """Return whether the tour is running."""
    return context.tour.running


TOUR_COMMANDS: tuple[Command, ...] = (
    Command(
        "tour.start",
        tr_later("Guided tour"),
        "F5",
        Menu.TOUR,
        lambda context: context.tour.start(),
        tip=tr_later("Show the argument of the article step by step, in full screen"),
        enabled=tour_startable,
        icon="tour",
    ),
    Command(
        "tour.next",
        tr_later("Next step"),
        "Right",
        Menu.TOUR,
        lambda context: context.tour.step(1),
        enabled=touring,
        in_tour=True,
        apart=True,
        also=("PgDown", "Down"),
    ),
    Command(
        "tour.back",
        tr_later("Previous step"),
        "Left",
        Menu.TOUR,
        lambda context: context.tour.step(-1),
        enabled=touring,
        in_tour=True,
        also=("PgUp", "Up", "Backspace"),
    ),
    Command(
        "tour.first",
        tr_later("First step"),
        "Home",
        Menu.TOUR,
        lambda context: context.tour.go(0),
        enabled=touring,
        in_tour=True,
    ),
    Command(
        "tour.last",
        tr_later("Last step"),
        "End",
        Menu.TOUR,
        lambda context: context.tour.go(-1),
        enabled=touring,
        in_tour=True,
    ),
    Command(
        "tour.end",
        tr_later("End the tour"),
        "",
        Menu.TOUR,
        lambda context: context.tour.end(),
        tip=tr_later("Return to the view before the tour (Esc)"),
        enabled=touring,
        in_tour=True,
    ),
)
