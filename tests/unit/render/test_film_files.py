"""Films are files that other programs read, with as many pictures and as long as they are."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from arctic_map.errors import ExportError
from arctic_map.render.film_files import Film, replaced, write_film

COLOURS = ((200, 30, 30), (30, 200, 30), (30, 30, 200))


def picture(colour: tuple[int, int, int]) -> bytes:
    out = BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return out.getvalue()


FILM = Film(tuple(map(picture, COLOURS)), (0.8, 1.0, 2.5), "Ice")


@pytest.mark.parametrize("suffix", [".gif", ".webp"])
def test_an_animation_shows_each_picture_for_its_time(suffix: str, tmp_path: Path) -> None:
    out = tmp_path / f"film{suffix}"
    write_film(FILM, out)
    with Image.open(out) as read:
        frames = [(each.convert("RGB"), each.info["duration"]) for each in ImageSequence.Iterator(read)]
        assert read.info["loop"] == 0
    assert [time for _, time in frames] == [800, 1000, 2500]
    for (frame, _), colour in zip(frames, COLOURS, strict=True):
        assert frame.size == (64, 48)
        found = frame.getpixel((30, 20))
        assert isinstance(found, tuple)
        assert all(abs(a - b) < 6 for a, b in zip(found, colour, strict=True))


def test_a_webp_is_as_exact_as_its_quality_and_without_loss_at_100(tmp_path: Path) -> None:
    noise = Image.effect_noise((64, 48), 80).convert("RGB")
    out = BytesIO()
    noise.save(out, "PNG")
    sizes = list[int]()
    for quality in (10, 90, 100):
        path = tmp_path / f"{quality}.webp"
        write_film(Film((out.getvalue(), *FILM.pictures[:1]), (1.0, 1.0), "", quality), path)
        sizes.append(path.stat().st_size)
    assert sizes[0] < sizes[1]
    with Image.open(path) as read:
        assert read.convert("RGB").tobytes() == noise.tobytes()


def test_numbered_pictures_are_in_order(tmp_path: Path) -> None:
    write_film(Film(FILM.pictures * 4, FILM.seconds * 4, ""), tmp_path / "ice.png")
    names = [f"ice-{number:02}.png" for number in range(1, 13)]
    assert sorted(each.name for each in tmp_path.iterdir()) == names
    assert (tmp_path / "ice-05.png").read_bytes() == FILM.pictures[1]


def test_numbered_pictures_replace_a_film_as_long_as_they_are_and_mix_with_no_other(tmp_path: Path) -> None:
    out = tmp_path / "ice.png"
    (tmp_path / "ice-plan.png").touch()
    assert replaced(out, 3) == []
    write_film(FILM, out)
    assert [each.name for each in replaced(out, 3)] == ["ice-1.png", "ice-2.png", "ice-3.png"]
    for count in (2, 12):
        with pytest.raises(
            ExportError, match=r"ice-\d.png is of another film; choose another name or folder"
        ):
            replaced(out, count)
    assert replaced(tmp_path / "ice.gif", 2) == []


def test_an_mp4_without_ffmpeg_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ExportError, match="needs the program ffmpeg, which is not installed; a WebM needs"):
        write_film(FILM, tmp_path / "film.mp4")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("program", "why"),
    [
        (b"#!/bin/sh\necho 'Unknown encoder libx264' >&2\nexit 1\n", "Unknown encoder libx264"),
        (b"#!/bin/sh\nexit 3\n", "it ended with code 3"),
        (b"#!/bin/sh\nexit 0\n", "no such file or folder"),
        (b"\xb8\xbd\xfc\xa6", "not a program for this system"),
    ],
)
def test_a_failing_ffmpeg_is_an_error_with_the_reason(
    program: bytes, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ffmpeg"
    path.write_bytes(program)
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ExportError, match=f"ffmpeg has failed: {why}"):
        write_film(FILM, tmp_path / "film.mp4")
    assert [each.name for each in tmp_path.iterdir()] == ["ffmpeg"]
