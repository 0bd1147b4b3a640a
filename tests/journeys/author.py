"""What an author does with the window, by keys and mouse, from a text to an atlas that others open."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QComboBox, QTableWidget
from tests.desktop.driver import until
from tests.end2end.hands import Hands
from tests.journeys.person import Person, half_hour

from arctic_map.content.package import unsaved_changes
from arctic_map.desktop.widgets.folders import state_folder
from arctic_map.model.catalog import Catalog
from arctic_map.model.strait import Lonlat
from arctic_map.scene.ledger.ledger_rows import rows

IN_A_NEW_WINDOW = f"{__name__}:writing"
DAYS = range(1, 11)
TITLE = "Ten moorings"
TEXT = f"{TITLE}\n\n" + " ".join(
    f"On day {day} the ship reached mooring number {day} after sailing {day * 120} kilometres."
    for day in DAYS
)
POINTS = {"First mooring": (33.0, 72.0), "Second mooring": (60.0, 78.0)}
LINES = {
    "Northern way": ((33.0, 72.0), (70.0, 79.0), (125.0, 78.0)),
    "Southern way": ((33.0, 72.0), (70.0, 74.0), (125.0, 76.0)),
}
AREA = ("Field of ice", ((60.0, 80.0), (100.0, 82.0), (100.0, 85.0)))
TYPED = ("Third mooring", "78.0, 125.0")
STEPS = ("The start", "The ice", "The end")
UNSAVED = "The whole voyage"
SAVED, AGAIN = "moorings.arctic", "again.arctic"
PICTURES = {"map.png": "PNG", "map.pdf": "PDF", "map.html": "HTML"}


def beginning(hands: Hands) -> None:
    """A text that was copied elsewhere becomes an atlas, which opens in a new window."""
    QApplication.clipboard().setText(TEXT)
    hands.press("Ctrl+N")
    hands.dialog("New atlas from text")
    hands.write(TITLE)
    hands.press("Tab", "Tab")
    hands.write("2025-11")
    hands.press("Alt+X", "Ctrl+V", "Alt+M")
    hands.name_file(hands.folder / SAVED)
    until(lambda: "in a new window" in hands.map.message, "the message that it opens")
    hands.say(done="beginning")


def writing(worker: Hands) -> None:
    """Facts, places, a row of the ledger, a chart, a tour; saved, then one view more, and killed."""
    hands = Person(worker)
    workspace = hands.atlas.workspace
    hands.press("F4")
    until(lambda: workspace.article.copy is not None, "the atlas's own text")
    for day in DAYS:
        fact(hands, day)
    points(hands)
    for name, places in LINES.items():
        draw(hands, "L", name, places)
    draw(hands, "A", *AREA)
    ledger_and_chart(hands)
    tour(hands)
    hands.press("Ctrl+S")
    until(lambda: not workspace.draft.dirty, "all is saved")
    hands.say(holds=contents_of(hands.atlas.store.catalog))
    hands.press("Shift+V")
    hands.dialog("Saved view")
    hands.write_over(UNSAVED)
    keep(hands)
    until(
        lambda: (
            (stored := unsaved_changes.stored(state_folder(), hands.folder / SAVED))
            and any(UNSAVED.encode() in content for content in stored.files.values())
        ),
        "the view is stored in case of a crash",
    )
    hands.assert_well()
    hands.say(done="writing")


def handing_on(worker: Hands) -> None:
    """What was not saved is there and is undone; the atlas is exported, and saved once more."""
    with half_hour(worker) as hands:
        catalog = hands.atlas.store.catalog
        hands.say(holds=contents_of(catalog), brought_back=[view.name for view in catalog.views])
        hands.press("Ctrl+Z")
        hands.say(left=[view.name for view in hands.atlas.store.catalog.views])
        for name, format in PICTURES.items():
            hands.export(name, format)
        hands.press("Ctrl+Shift+S")
        hands.name_file(hands.folder / AGAIN)
        until((hands.folder / AGAIN).is_file, "it is saved again")
        hands.at_the_window()


def contents_of(catalog: Catalog) -> dict[str, object]:
    """What there is of all that was written."""
    made = [row for row in rows(catalog) if row.id == "length-of-the-voyage"]
    return {
        "facts": len(catalog.facts),
        "passages": sum(fact.passage is not None for fact in catalog.facts),
        "figures": [figure.value for fact in catalog.facts for figure in fact.figures],
        "places": sorted(
            feature.name for layer in catalog.layers if layer.topic == "trade" for feature in layer.features
        ),
        "ledger": [(row.stated, round(row.computed)) for row in made],
        "chart": [(chart.title, len(chart.items)) for chart in catalog.charts],
        "tour": [step.title for step in catalog.tour],
        "problems": [str(problem) for problem in catalog.problems],
    }


def keep(hands: Hands) -> None:
    hands.press("Ctrl+Return")
    hands.at_the_window()


def fact(hands: Hands, day: int) -> None:
    """Of the next sentence: its figure by the proposal or written, in turn."""
    hands.press("Ctrl+Down", "F")
    hands.dialog("New fact")
    hands.write(f"The ship was at its mooring {day}.")
    hands.press("Alt+T")
    hands.choose("Trade")
    hands.press("Alt+I")
    hands.choose("Reported")
    if day % 2:
        hands.press("Alt+F")
        for number, text in enumerate((f"{day * 120}", "km", f"sailed to mooring {day}")):
            hands.press(*(("Tab",) if number else ()))
            hands.write(text)
        hands.press("Return")
    else:
        hands.press("Alt+2", "Alt+F", "Right", "Right")
        hands.write(f"sailed to mooring {day}")
        hands.press("Return")
    keep(hands)


def points(hands: Hands) -> None:
    for name, place in POINTS.items():
        hands.press("P")
        hands.click(place)
        describe(hands, name)
    name, position = TYPED
    hands.press("P", "F6")
    assert hands.focus.accessibleName() == "Coordinates", hands.focus
    hands.write(position)
    hands.press("Return")
    describe(hands, name)


def draw(hands: Hands, key: str, name: str, places: Sequence[Lonlat]) -> None:
    """Each click is seen on the map before the next one, and before the drawing is ended."""
    hands.press(key)
    tool = hands.atlas.workspace.tools.digitising
    for number, place in enumerate(places, 1):
        hands.click(place)
        until(lambda: tool.outline and tool.outline.count == number, f"vertex {number} of {name}")  # noqa: B023
    hands.press("Return")
    describe(hands, name)


def describe(hands: Hands, name: str) -> None:
    """The form of a place; layer and source are made with the first one."""
    hands.dialog("New place")
    hands.write_over(name)
    for key, known in (("Alt+L", "Voyage"), ("Alt+S", "My log")):
        hands.press(key)
        box = hands.focus
        assert isinstance(box, QComboBox)
        if box.findText(known) > 0:
            hands.choose(known)
            continue
        # The last one is what is not there yet.
        hands.press("End", "Tab")
        hands.write(known)
        if known == "Voyage":
            hands.press("Tab")
            hands.choose("Trade")
    hands.press("Alt+O", "Down", "Alt+P")
    hands.choose("Schematic")
    hands.press("Alt+R")
    hands.write("Read off the log")
    hands.press("Alt+F", "Down", "Space")
    keep(hands)


def ledger_and_chart(hands: Hands) -> None:
    """The tenth figure against the northern way, and a chart of the first three."""
    hands.go_round_to("The article's text")
    hands.press("End", "Return", "Shift+T")
    hands.dialog("Ledger row")
    hands.press("Alt+M")
    hands.choose("Northern")
    hands.press("Alt+W")
    hands.write("Length of the voyage")
    keep(hands)
    hands.press("Shift+C")
    hands.dialog("Chart")
    hands.write("Kilometres sailed")
    hands.press("Alt+U")
    hands.choose("km")
    hands.press("Alt+G")
    table = hands.focus
    assert isinstance(table, QTableWidget)
    hands.press("Space", "Down", "Space", "Down", "Space", "Alt+O", "Down")
    keep(hands)


def tour(hands: Hands) -> None:
    for title in STEPS:
        hands.press("Shift+F5")
        hands.dialog("Tour step")
        hands.write_over(title)
        hands.press("Tab")
        hands.write(f"{title} of the voyage is told here.")
        keep(hands)
