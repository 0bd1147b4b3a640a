"""What version 0.1 wrote is read by the names of today."""

from pathlib import Path

from arctic_map.content.catalog_file import read_contents
from arctic_map.content.tour import read_tour
from arctic_map.storage import embedded_view
from arctic_map.storage.old_names import CONTENT, with_current_names


def test_a_picture_of_0_1_opens() -> None:
    written = '{"version":1,"plane":"world","box":[0,0,1,1],"layers":["lanes"],"data":"2026.11"}'
    assert embedded_view.decode(written).projection == "world"


def test_a_folder_of_content_of_0_1_is_read(tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_text(
        'title = "Mine"\n'
        '[[layer]]\nid = "land"\nname = "Land"\ntheme = "base"\nkind = "ground"\nitems = ["land"]\n'
    )
    contents = read_contents(tmp_path)
    assert contents.problems == ()
    assert contents.layers[0].topic == "base"
    (tmp_path / "tour.toml").write_text('[[step]]\nid = "a"\ntitle = "A"\ntext = "B."\nplane = "world"\n')
    steps, problems = read_tour(tmp_path / "tour.toml")
    assert (steps[0].projection, problems) == ("world", ())


def test_using_both_names_is_an_error() -> None:
    both = {"plane": "nsr", "projection": "world"}
    assert with_current_names(both, CONTENT) == both
    assert with_current_names([1], CONTENT) == [1]
