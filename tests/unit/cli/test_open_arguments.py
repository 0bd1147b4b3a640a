"""What a double click hands over is never refused on a terminal that nobody sees."""

from pathlib import Path

from arctic_map.cli.open_arguments import parse_leniently


def test_files_are_handed_on_whether_or_not_they_are_there(tmp_path: Path) -> None:
    removed, photo = tmp_path / "gone.geojson", tmp_path / "photo.png"
    photo.write_bytes(b"no view")
    link, files, wrong = parse_leniently([str(removed), photo.as_uri(), "arctic-map://fact/T3"])
    assert (str(link), files, wrong) == ("arctic-map://fact/T3", [removed, photo], "")


def test_an_invalid_link_is_reported_and_keeps_nothing_from_being_opened(tmp_path: Path) -> None:
    link, files, wrong = parse_leniently(
        ["arctic-map://nonsense", "file://elsewhere/a.geojson", str(tmp_path / "a.svg")]
    )
    assert link is None
    assert files == [tmp_path / "a.svg"]
    assert "arctic-map://nonsense" in wrong and "another computer" in wrong
