"""The computer loses its power while a file, a note and a filter are on the map; all are back afterwards."""

from tests.end2end.desk import Desk, kill
from tests.end2end.hands import Hands
from tests.journeys.person import Person, half_hour
from tests.journeys.test_analyst import write_files

from arctic_map.desktop.widgets.folders import state_folder
from arctic_map.storage.app_folders import SESSION

NOTE = "A mark of mine"


def test_after_a_crash_everything_is_back(desk: Desk) -> None:
    write_files(desk.folder)
    desk.start(f"{__name__}:before")
    kill(desk.has_done("before"))
    desk.start(f"{__name__}:after")
    desk.ends_well()
    assert desk.reported("notes") == [[NOTE]] and desk.reported("files") == [
        ["stations.csv", "track.geojson"]
    ]


def before(hands: Hands) -> None:
    person = Person(hands)
    for count, name in enumerate(("stations.csv", "track.geojson"), 1):
        person.open_file(person.folder / name, count)
    person.press("N")
    person.click((105.0, 72.0))
    person.dialog("Your note")
    person.write(NOTE)
    person.press("Return")
    person.at_the_window()
    person.assert_well()
    stored = state_folder() / SESSION
    person.wait_until(lambda: NOTE in stored.read_text(), "the session is stored")
    person.say(done="before")
    person.wait_until(lambda: False, "the computer loses its power")


def after(hands: Hands) -> None:
    with half_hour(hands) as person:
        person.wait_until(lambda: len(person.store.files) == 2, "the files are open again")
        person.map.settle()
        person.look("back")
        person.say(
            notes=[note.text for note in person.store.session.notes],
            files=sorted(layer.name for layer in person.atlas.scene.layers if layer.file),
        )
        person.press("Ctrl+Z")
        person.map.settle()
