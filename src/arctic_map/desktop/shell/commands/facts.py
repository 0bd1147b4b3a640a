"""Commands that make, edit and delete facts of an atlas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arctic_map.desktop.shell.commands.command import Command
from arctic_map.desktop.shell.commands.menu import Menu
from arctic_map.model.tr import tr, tr_later

if TYPE_CHECKING:
    from arctic_map.desktop.shell.commands.context import Context


def selected_fact(context: Context) -> str:
    """Return the id of the selected fact; empty without one."""
    return (context.scene.selected.fact if context.scene.selected else None) or ""


def why_not_edited(context: Context) -> str:
    """Return why the atlas cannot be edited; empty if it can."""
    return context.draft.why_not


def why_not_changed(context: Context) -> str:
    """Return why no fact can be edited now; empty if the selected one can."""
    return why_not_edited(context) or ("" if selected_fact(context) else tr("Select a fact first."))


COMMANDS: tuple[Command, ...] = (
    Command(
        "fact.add",
        tr_later("Make a fact…"),
        "F",
        Menu.ATLAS,
        lambda context: context.authoring.make_fact(),
        tip=tr_later("Make a fact of the selected sentence, in your own words"),
        why_not=why_not_edited,
    ),
    Command(
        "fact.edit",
        tr_later("Edit fact…"),
        "E",
        Menu.ATLAS,
        lambda context: context.authoring.facts.edit(selected_fact(context)),
        tip=tr_later("Edit the text, kind, date, figures and places of the selected fact"),
        why_not=why_not_changed,
    ),
    Command(
        "fact.delete",
        tr_later("Delete fact"),
        "",
        Menu.ATLAS,
        lambda context: context.authoring.facts.delete(selected_fact(context)),
        tip=tr_later("Delete the selected fact; you can undo this"),
        why_not=why_not_changed,
    ),
    Command(
        "fact.replace-text",
        tr_later("Replace the text…"),
        "",
        Menu.ATLAS,
        lambda context: context.authoring.facts.ask_text(),
        tip=tr_later("Read a newer version of the text from a file and match the facts to its sentences"),
        why_not=why_not_edited,
    ),
)
