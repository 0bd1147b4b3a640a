"""Views with names are read strictly: what is wrong costs the view, what it names in vain the name only."""

from pathlib import Path

import pytest
from tests.unit.content.contents import BOX, WITH_FIGURES, read

from arctic_map.content.content_index import index_of
from arctic_map.content.edits import EditRefused
from arctic_map.content.views import VIEWS, read_views, sound_views
from arctic_map.model.saved_view import NamedView, SavedView

SOUND = """[[view]]
id = "kara"
name = "Kara Sea"
projection = "nsr"
box = [0, 0, 1000000, 500000.5]
layers = ["land"]
"""


def views(tmp_path: Path, text: str) -> tuple[int, str]:
    path = tmp_path / "views.toml"
    path.write_text(text, encoding="utf-8")
    found, problems = read_views(path)
    return len(found), "; ".join(f"{where}: {why}" for where, why in problems)


def test_a_sound_view_is_read(tmp_path: Path) -> None:
    assert views(tmp_path, SOUND) == (1, "")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"nsr"', '"mercator"', "kara.projection: unknown projection 'mercator'"),
        ("1000000", "0", "kara.box: a box is west, south, east, north"),
        ("1000000", "1e12", "kara.box: the box is outside every projection"),
        ("1000000", "nan", "kara.box: the box is outside every projection"),
        ('"Kara Sea"', '""', "kara.name: the name is empty"),
        ('"Kara Sea"', '"<b>Kara</b>"', "kara.name: the text contains markup"),
        ('["land"]', '["land"]\nwhen = "2024"', "kara.when: '2024' is not a period"),
        ('["land"]', '["land"]\nmonth = 13', "month"),
        ('["land"]', '["land"]\nkinds_hidden = ["rumour"]', "kara.kinds_hidden: unknown"),
        ('["land"]', '["a b"]', "kara.layers: 'a b' is not an id"),
    ],
)
def test_what_is_wrong_costs_the_view_and_is_named(old: str, new: str, why: str, tmp_path: Path) -> None:
    count, problems = views(tmp_path, SOUND.replace(old, new, 1))
    assert count == 0 and why in problems


def test_a_layer_that_is_not_there_costs_its_name_only(tmp_path: Path) -> None:
    path = tmp_path / "views.toml"
    path.write_text(SOUND, encoding="utf-8")
    found, problems = sound_views(read_views(path)[0], index_of((), ()))
    assert found[0].view.layers == () and problems[0][0] == "kara.layers"


def test_views_are_read_as_they_were_made() -> None:
    view = SavedView(
        projection="nsr",
        box=BOX,
        layers=("land", "ways"),
        opacity=(("ways", 0.5),),
        when=("2024-01-01", "2024-12-31"),
        month=9,
        kinds_hidden=("forecast",),
    )
    made = VIEWS.keep(NamedView("", "Kara Sea", view))(WITH_FIGURES)
    assert read(made).views == (NamedView("kara-sea", "Kara Sea", view),) and not read(made).problems
    assert read(VIEWS.remove("kara-sea")(made)).views == ()
    with pytest.raises(EditRefused):
        VIEWS.keep(NamedView("", " ", view))(WITH_FIGURES)
