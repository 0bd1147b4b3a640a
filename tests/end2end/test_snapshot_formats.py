"""PNG, PDF and SVG of the same map: alike, readable by other programs, and the same bytes each time."""

import re
import subprocess
import sys
from itertools import batched
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage, QImageReader
from tests.end2end.tools import export, exported, needs, output_of, pdf_picture, sized, svg_picture
from tests.similarity import alike
from tests.unit.tables.writers.test_geojson_tables import read

from arctic_map import resources
from arctic_map.content import catalog
from arctic_map.export.request import PRESETS, Preset
from arctic_map.render.headless import WRITERS
from arctic_map.storage import embedded_view

pytestmark = pytest.mark.usefixtures("qapp")

ALIKE = 0.95
ROUNDED = 1
"""Pixels by which a picture may be larger, as sizes on paper are rounded up."""
MEMORY = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Run by a small process: Linux counts what started a program among the most that the program had."""
SVG = "{http://www.w3.org/2000/svg}"
MAPS = [f"map{suffix}" for suffix in WRITERS]
PORTS = ("Arkhangelsk", "Shanghai", "Hamburg", "Kaliningrad", "St Petersburg", "Ningbo")


@pytest.mark.slow
def test_a_pdf_holds_words_with_their_fonts_and_says_what_it_is(tmp_path: Path) -> None:
    out = tmp_path / "a4.pdf"
    exported(out, "--preset", "a4-landscape", "--facts", "T1,T3", "--everything")
    assert out.stat().st_size < 1_000_000
    words = " ".join(output_of("pdftotext", "-layout", out, "-").split())
    for word in (*PORTS, "Kara Sea", "North Pole", "Northern Sea Route", "Not for navigation", "EPSG:5940"):
        assert word in words
    assert words.count("Arkhangelsk ") >= 1
    fonts = [line.split() for line in output_of("pdffonts", out).splitlines()[2:]]
    assert len(fonts) == 3
    for font in fonts:
        # Name, three words of type and encoding..., embedded, subset, unicode, object.
        assert font[0].startswith("SourceSans3")
        assert font[-5] == "yes" and font[-3] == "yes"
    about = output_of("pdfinfo", out)
    assert re.search(
        r"Title: +Shanghai to Hamburg by the Arctic: 14,440 km, and drills of 2024, as reported", about
    )
    assert (
        re.search(r"Page size: +841\.\d+ x 595\.\d+ pts \(A4\)|Page size: +842 x 595 pts", about)
        or "A4" in about
    )
    meta = output_of("pdfinfo", "-meta", out)
    assert "World Port Index" in meta and "Public domain" in meta
    # Vectors: not one picture in it.
    assert len(output_of("pdfimages", "-list", out).splitlines()) == 2


@pytest.mark.slow
def test_an_svg_is_well_formed_has_names_and_is_read_without_a_warning_by_other_programs(
    tmp_path: Path,
) -> None:
    out, drawn = tmp_path / "map.svg", tmp_path / "map.png"
    exported(out, "--size", "180x120mm")
    root = ElementTree.parse(out).getroot()
    assert (root.get("width"), root.get("height")) == ("180mm", "120mm")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {"layer-lanes", "layer-ports", "feature-arkhangelsk", "ground-land", "labels", "legend"} <= set(
        ids
    )
    lanes = next(element for element in root.iter() if element.get("id") == "layer-lanes")
    assert lanes.findtext(f"{SVG}title")
    assert {text.text for text in root.iter(f"{SVG}text")} >= set(PORTS)
    # Nothing in it that SVG does not know, and nothing that leads out of it.
    known = {"svg", "title", "desc", "metadata", "style", "rect", "g", "path", "circle", "ellipse", "text"}
    assert {element.tag.removeprefix(SVG) for element in root.iter() if element.tag.startswith(SVG)} <= known
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", out.read_text("utf-8"))
    for command in (("xmllint", "--noout", "--nonet", out), ("rsvg-convert", out, "-o", drawn)):
        needs(command[0])
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not QImage(str(drawn)).isNull()


def test_features_of_visible_layers_are_read_back_by_gdal(tmp_path: Path) -> None:
    out = tmp_path / "map.geojson"
    exported(out, "--hide", "drills")
    found = read(out)
    layers = catalog.load(resources.data()).layers
    visible = [layer for layer in layers if layer.shown and layer.id != "drills" and layer.topic != "base"]
    shown = {feature.id: feature for layer in visible for feature in layer.features}
    assert found.keys() == shown.keys()
    values, place = found["arkhangelsk"]
    assert values["name"] == "Arkhangelsk"
    assert all(fact in values["facts"] for fact in shown["arkhangelsk"].facts)
    assert [place.x, place.y] == pytest.approx(shown["arkhangelsk"].geometry["coordinates"])


@pytest.mark.slow
def test_the_largest_picture_needs_little_more_memory_than_its_pixels(tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    command = (sys.executable, "-m", "arctic_map", "export", out, "--size", "10000x10000", "--dpi", "300")
    used = output_of(sys.executable, "-c", MEMORY, *command)
    size = QImageReader(str(out)).size()
    assert (size.width(), size.height()) == (10_000, 10_000)
    # kB; the pixels have 390,625 kB, and Qt and the atlas 130,000.
    assert int(used) < 650_000


def test_a_png_says_what_it_is_and_how_large_it_is_on_paper(tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    exported(out, *sized(out, "100x80mm"), "--dpi", "200", "--title", "Мой путь")
    picture = QImageReader(str(out)).read()
    assert (picture.width(), picture.height()) == (787, 630)
    assert abs(picture.dotsPerMeterX() - 200 / 0.0254) < 1
    assert picture.text("Title") == "Мой путь"
    assert "World Port Index" in picture.text("Source")
    assert "Public domain" in picture.text("Copyright")
    assert embedded_view.read(out).title == "Мой путь"
    assert not picture.hasAlphaChannel()


@pytest.mark.slow
def test_the_formats_are_alike(tmp_path: Path) -> None:
    common = ("--projection", "world", "--theme", "dark")
    exported(tmp_path / "map.png", "--size", "2560x1600", "--dpi", "192", *common)
    exported(tmp_path / "map.pdf", "--size", "1280x800", *common)
    exported(tmp_path / "map.svg", "--size", "1280x800", *common)
    png = QImage(str(tmp_path / "map.png"))
    assert alike(png, pdf_picture(tmp_path / "map.pdf", 192, tmp_path / "pdf"), ROUNDED) >= ALIKE
    assert alike(png, svg_picture(tmp_path / "map.svg", 2, tmp_path), ROUNDED) >= ALIKE


@pytest.mark.slow
@pytest.mark.parametrize("preset", {each.unit: each for each in PRESETS}.values(), ids=lambda each: each.name)
def test_a_preset_of_each_unit_is_a_small_pdf_of_its_size(preset: Preset, tmp_path: Path) -> None:
    out = tmp_path / "map.pdf"
    exported(out, "--preset", preset.name)
    assert out.stat().st_size < 1_000_000
    found = re.search(r"Page size: +([\d.]+) x ([\d.]+) pts", output_of("pdfinfo", out))
    assert found is not None
    inches = {"mm": 25.4, "px": 96.0, "in": 1.0}[preset.unit]
    for points, side in zip(found.groups(), (preset.width, preset.height), strict=True):
        assert float(points) == pytest.approx(side / inches * 72, abs=1)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two folders with the same map in every format, each written by a process of its own."""
    made = []
    # Hash tables are shuffled differently in each process, and clocks differ.
    for seed, zone in (("1", "Asia/Shanghai"), ("2", "UTC")):
        folder = tmp_path_factory.mktemp("twice")
        lines = ["[defaults]", 'facts = "T1"']
        for name in MAPS:
            lines += ["[[map]]", f'out = "{name}"']
            lines += [
                f'{option[2:]} = "{value}"' for option, value in batched(sized(Path(name), "500x400"), 2)
            ]
        (folder / "maps.toml").write_text("\n".join(lines))
        done = export("--batch", folder / "maps.toml", PYTHONHASHSEED=seed, TZ=zone)
        assert done.returncode == 0, done.stderr
        made.append(folder)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("name", MAPS)
def test_the_same_map_is_the_same_bytes(name: str, twice: list[Path]) -> None:
    one, other = ((folder / name).read_bytes() for folder in twice)
    assert one and one == other


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["pdf", "svg"])
def test_a_snapshot_is_drawn_again_from_itself(suffix: str, tmp_path: Path) -> None:
    first, again = tmp_path / f"first.{suffix}", tmp_path / "again.svg"
    view = ("--projection", "3413", "--fit", "arkhangelsk", "--hide", "drills", "--when", "2022..2024")
    words = ("--title", "Ports", "--theme", "dark", "--facts", "T1", "--size", "600x400")
    exported(first, *view, *words)
    exported(again, "--from", first, "--size", "600x400")
    assert embedded_view.read(again) == embedded_view.read(first)
    if suffix == "svg":
        assert again.read_bytes() == first.read_bytes()


@pytest.mark.slow
def test_options_go_before_what_a_snapshot_says_and_layers_that_are_gone_get_a_word(tmp_path: Path) -> None:
    old, new = tmp_path / "old.svg", tmp_path / "new.svg"
    given = ("--projection", "3413", "--theme", "dark", "--title", "Old", "--layers", "lanes,land")
    exported(old, *given, "--size", "600x400")
    old.write_text(old.read_text("utf-8").replace("&quot;lanes&quot;", "&quot;icebergs&quot;"), "utf-8")
    done = export(new, "--from", old, "--projection", "world", "--title", "New", "--size", "600x400")
    assert done.returncode == 0
    assert done.stderr == f"arctic-map: {old}: the atlas no longer contains icebergs\n"
    view = embedded_view.read(new)
    assert (view.projection, view.title, view.theme) == ("world", "New", "dark")
    assert view.layers == ("land",)


def test_a_world_file_is_written_next_to_its_picture(tmp_path: Path) -> None:
    exported(tmp_path / "map.png", *sized(tmp_path / "map.png", "500x400"), "--world-file")
    lines = (tmp_path / "map.pgw").read_text().split()
    assert len(lines) == 6
    assert float(lines[0]) > 0 > float(lines[3])


@pytest.mark.slow
def test_an_svg_with_outlines_looks_alike_in_librsvg_without_any_typeface(tmp_path: Path) -> None:
    needs("rsvg-convert")
    out, picture = tmp_path / "map.svg", tmp_path / "map.png"
    exported(out, "--size", "1200x800", "--outlines", "--language", "ru")
    exported(picture, "--size", "1200x800", "--language", "ru")
    assert "<text" not in out.read_text(encoding="utf-8")
    assert embedded_view.read(out).language == "ru"
    done = subprocess.run(
        ["rsvg-convert", str(out), "-o", str(tmp_path / "drawn.png")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert alike(QImage(str(tmp_path / "drawn.png")), QImage(str(picture)), ROUNDED) > ALIKE
