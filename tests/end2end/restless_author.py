"""Somebody who makes views of an atlas by keys without end, and saves most: to be killed at any moment."""

from itertools import count

from tests.desktop.driver import until
from tests.end2end.hands import Hands

from arctic_map.content.package import unsaved_changes
from arctic_map.desktop.widgets.folders import state_folder


def at_work(hands: Hands) -> None:
    """Says what it found, what it has made, when each save begins, and what was saved."""
    store, draft = hands.atlas.store, hands.atlas.workspace.draft
    path, write = draft.path, unsaved_changes.save_proven
    assert path is not None

    def written(*arguments: object) -> str:
        hands.say(saving=len(store.catalog.views))
        return write(*arguments)  # type: ignore[arg-type]

    unsaved_changes.save_proven = written  # type: ignore[assignment]
    found = len(store.catalog.views)
    hands.say(found=found)
    for number in count(found + 1):
        hands.press("Shift+V")
        hands.dialog("Saved view")
        hands.write_over(f"View {number}")
        hands.press("Ctrl+Return")
        hands.at_the_window()
        hands.say(made=len(store.catalog.views))
        if number % 3:
            hands.press("Ctrl+S")
            until(lambda: not draft.dirty, "it is saved")
            hands.say(saved=len(store.catalog.views))
        else:
            until(lambda: unsaved_changes.stored(state_folder(), path), "it is stored")
