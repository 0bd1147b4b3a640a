"""`arctic-map film`: options that contradict each other."""

from pathlib import Path

import pytest

from arctic_map.cli.main import main


def test_a_film_of_a_year_refuses_a_month(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["film", str(tmp_path / "ice.gif"), "--of", "year", "--month", "9"]) == 2
    assert "a film of a year shows every month: leave out --month" in capsys.readouterr().err


def test_a_film_about_a_file_has_the_dates_of_the_file_alone(tmp_path: Path) -> None:
    (tmp_path / "ships.csv").write_text("name,lon,lat,date\na,40,70,2020-01-05\nb,50,71,2020-03-05\n")
    options = ("--of", "timeline", "--with", str(tmp_path / "ships.csv"), "--dates", "date")
    assert main(["film", str(tmp_path / "ships.png"), "--size", "320x180", *options]) == 0
    assert len(list(tmp_path.glob("ships-*.png"))) == 2


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--subtitle", "Ice"), "each picture of a film has its own subtitle: leave out --subtitle"),
        (("--of", "tour", "--title", "Ice"), "each step of the tour has its own title: leave out --title"),
        (("--world-file",), "a film has no world files: leave out --world-file"),
        (("--preset", "a4-landscape"), "a size in pixels, such as --size 1280x720 or --preset hd-16x9"),
    ],
)
def test_an_option_that_a_film_cannot_follow_is_refused(
    options: tuple[str, ...], why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["film", str(tmp_path / "ice.png"), "--of", "year", *options]) == 2
    assert why in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_numbered_pictures_of_a_longer_film_are_not_mixed_with_those_of_a_shorter_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ice-13.png").touch()
    assert main(["film", str(tmp_path / "ice.png"), "--of", "year"]) == 1
    assert "ice-13.png is of another film" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["ice-13.png"]
