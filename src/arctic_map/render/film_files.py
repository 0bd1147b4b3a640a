"""Films as files: GIF, animated WebP, MP4 by ffmpeg, and numbered PNG files."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from arctic_map.errors import ExportError, system_reason
from arctic_map.export.request import USUAL_QUALITY
from arctic_map.model.tr import tr
from arctic_map.render.progress import reached
from arctic_map.render.snapshot import write

RATE = 10
"""Pictures a second of formats that have a fixed number of them."""
COLOURS, SAMPLES = 256, 12
"""Colours of a GIF, and pictures that decide on them."""
MP4, PNG, FFMPEG = ".mp4", ".png", "ffmpeg"
LOSSLESS = 100
"""The quality of a WebP without loss."""
MATRIX, TAGS = "out_color_matrix=bt709:out_range=tv", "colorspace=bt709:color_primaries=bt709:color_trc=bt709"
BT709 = f"scale={MATRIX},format=yuv420p,setparams=range=tv:{TAGS}"
"""The colours of HD video, named in the file, which players would guess otherwise."""
PAINTED = 0.8
"""Share of the work that is done when all pictures are painted."""


@dataclass(frozen=True, slots=True)
class Film:
    """The pictures of a film as PNG files, and for how many seconds each is shown."""

    pictures: tuple[bytes, ...]
    seconds: tuple[float, ...]
    title: str
    quality: int = USUAL_QUALITY
    """Quality of a WebP."""

    @property
    def repeats(self) -> list[int]:
        """How often each picture is shown at RATE."""
        return [max(1, round(each * RATE)) for each in self.seconds]

    @property
    def milliseconds(self) -> list[int]:
        """For how long each picture is shown, in steps that a GIF has."""
        return [max(20, round(each * 100) * 10) for each in self.seconds]


def require_program(suffix: str) -> None:
    """Raise ExportError if films with this suffix need a program that is not installed."""
    if suffix.lower() == MP4 and shutil.which(FFMPEG) is None:
        why = tr("an MP4 needs the program ffmpeg, which is not installed; a WebM needs nothing")
        raise ExportError(tr("The film cannot be written"), why=why)


def write_film(film: Film, out: Path) -> Path:
    """Write a film in the format of the suffix, but for WebM, and return its first file.

    Raises ExportError, or ExportCancelled.
    """
    writers = {".gif": _gif, ".webp": _webp, MP4: _mp4}
    suffix = out.suffix.lower()
    if suffix == PNG:
        files = dict(zip(numbered(out, len(film.pictures)), film.pictures, strict=True))
    else:
        files = {out: writers[suffix](film)}
    write(files)
    return next(iter(files))


def numbered(out: Path, count: int) -> list[Path]:
    """The files of a film with numbered pictures."""
    digits = len(str(count))
    return [out.with_name(f"{out.stem}-{number:0{digits}}{out.suffix}") for number in range(1, count + 1)]


def replaced(out: Path, count: int) -> list[Path]:
    """The numbered pictures that a film of so many pictures replaces.

    Raises ExportError if pictures of another number of digits, or beyond its last, would stay among its own.
    """
    if out.suffix.lower() != PNG:
        return []
    of_film = re.compile(rf"{re.escape(out.stem)}-\d+{re.escape(out.suffix)}")
    try:
        there = sorted(each for each in out.parent.iterdir() if of_film.fullmatch(each.name))
    except OSError as error:
        raise ExportError(tr("The film cannot be written"), why=system_reason(error)) from error
    own = numbered(out, count)
    if others := [each for each in there if each not in own]:
        why = tr("{name} is of another film; choose another name or folder", name=others[0].name)
        raise ExportError(tr("The film cannot be written"), where=str(out), why=why)
    return there


def _opened(pictures: Iterable[bytes]) -> Iterator[Image.Image]:
    for picture in pictures:
        yield Image.open(BytesIO(picture)).convert("RGB")


def _gif(film: Film) -> bytes:
    """One palette for all pictures, so that what stays the same keeps its colours."""
    palette = _palette(film.pictures)
    first, *others = (
        each.quantize(palette=palette, dither=Image.Dither.NONE)
        for each in _reported(_opened(film.pictures), len(film.pictures))
    )
    out = BytesIO()
    first.save(
        out,
        "GIF",
        save_all=True,
        append_images=others,
        duration=film.milliseconds,
        loop=0,
        optimize=False,
        comment=film.title.encode(),
    )
    return out.getvalue()


def _palette(pictures: Sequence[bytes]) -> Image.Image:
    some = [*_opened(pictures[:: -(-len(pictures) // SAMPLES)])]
    width, height = some[0].size
    sheet = Image.new("RGB", (width, height * len(some)))
    for number, each in enumerate(some):
        sheet.paste(each, (0, number * height))
    return sheet.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def _webp(film: Film) -> bytes:
    first, *others = _reported(_opened(film.pictures), len(film.pictures))
    out = BytesIO()
    first.save(
        out,
        "WEBP",
        save_all=True,
        append_images=others,
        duration=film.milliseconds,
        loop=0,
        quality=film.quality,
        lossless=film.quality == LOSSLESS,
        method=2,
    )
    return out.getvalue()


def _reported(pictures: Iterable[Image.Image], count: int) -> Iterator[Image.Image]:
    """Yield the pictures, and report how many are done."""
    for number, picture in enumerate(pictures):
        reached(PAINTED + (1 - PAINTED) * number / count)
        yield picture


def _mp4(film: Film) -> bytes:
    """The film by the reader's own ffmpeg, since the app ships no encoder for it."""
    require_program(MP4)
    coding = ("-c:v", "libx264", "-crf", "18", "-movflags", "+faststart", "-metadata", f"title={film.title}")
    try:
        with TemporaryDirectory(prefix="arctic-map-film-") as folder:
            out = Path(folder, "film.mp4")
            _run_ffmpeg(film, ("-vf", BT709, *coding, str(out)))
            return out.read_bytes()
    except OSError as error:
        raise ExportError(tr("ffmpeg has failed"), why=system_reason(error)) from error


def _run_ffmpeg(film: Film, coding: Sequence[str]) -> None:
    """Pass the pictures to ffmpeg. Raises ExportError, ExportCancelled and OSError."""
    source = ("-f", "image2pipe", "-framerate", str(RATE), "-c:v", "png", "-i", "-")
    command = [FFMPEG, "-v", "error", *source, *coding]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        try:
            for number, (picture, repeat) in enumerate(zip(film.pictures, film.repeats, strict=True)):
                reached(PAINTED + (1 - PAINTED) * number / len(film.pictures))
                process.stdin.write(picture * repeat)
        except BrokenPipeError:
            """It has ended early, and says below why."""
        except BaseException:
            process.kill()
            raise
        _, errors = process.communicate()
    if process.returncode:
        words = errors.decode(errors="replace").strip().splitlines()
        why = words[-1] if words else tr("it ended with code {code}", code=process.returncode)
        raise ExportError(tr("ffmpeg has failed"), why=why)
