"""An author writes an atlas from a text; the app is killed, and the atlas is opened again and handed on."""

from tests.end2end.desk import Desk, kill
from tests.journeys import author

from arctic_map.content.package.checked_reading import read_atlas

EXPECTED = {
    "facts": 10,
    "passages": 10,
    "figures": [day * 120 for day in author.DAYS],
    "places": sorted([*author.POINTS, *author.LINES, author.AREA[0], author.TYPED[0]]),
    "chart": [["Kilometres sailed", 3]],
    "tour": list(author.STEPS),
    "problems": [],
}


def test_an_atlas_is_written_from_nothing_killed_and_handed_on(desk: Desk) -> None:
    file = desk.folder / author.SAVED
    desk.start(f"{author.__name__}:beginning")
    first = desk.has_done("beginning")
    second = desk.has_done("writing")
    assert second != first
    saved = file.read_bytes()
    kill(second)
    kill(first)
    assert file.read_bytes() == saved
    desk.start(f"{author.__name__}:handing_on", "open", str(file))
    desk.ends_well()
    (written, opened) = desk.reported("holds")
    assert opened == written
    [[stated, computed]] = written.pop("ledger")
    assert stated == 1200 and 2000 < computed < 4000
    assert written == EXPECTED
    assert desk.reported("brought_back") == [[author.UNSAVED]] and desk.reported("left") == [[]]
    for name in author.PICTURES:
        assert (desk.folder / name).stat().st_size > 10_000
    assert (desk.folder / author.AGAIN).read_bytes() == saved
    assert not read_atlas(file).problems
