"""Every symbol of the table, plain and selected, is the same on screen, page and legend."""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from PySide6.QtGui import QImage
from tests.desktop.driver import Driver
from tests.desktop.test_picture_comparison import ALIKE
from tests.looks import SYMBOLOGY
from tests.similarity import alike

from arctic_map.export.marks import strokes
from arctic_map.export.marks.lettering import labels
from arctic_map.export.marks.markup import tag
from arctic_map.export.marks.path import Field
from arctic_map.model.drawing import Drawing, Label
from arctic_map.model.preferences import Preferences
from arctic_map.model.projection import Viewport
from arctic_map.model.style import Look, Style, Symbol
from arctic_map.render.raster import image
from arctic_map.scene.symbology.looks import look_in_print, look_of

pytestmark = pytest.mark.desktop

CELL, COLUMNS = 40, 8
STRONG = Preferences(high_contrast=True)
LOOKS = {
    "light": look_of(SYMBOLOGY, "light", Preferences()),
    "dark": look_of(SYMBOLOGY, "dark", Preferences()),
    "greyscale": look_in_print(SYMBOLOGY, Preferences()),
    "light in high contrast": look_of(SYMBOLOGY, "light", STRONG),
    "dark in high contrast": look_of(SYMBOLOGY, "dark", STRONG),
    "greyscale in high contrast": look_in_print(SYMBOLOGY, STRONG),
}
looks = pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if "high" in name else []) for name in LOOKS]
)
SHEET = """(() => {
  const [width, height, look, painted] = SHEET;
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = look.palette.paper;
  ctx.fillRect(0, 0, width, height);
  for (const [x, y, how, style, id] of painted) {
    const frame = { scale: 1, x: 0, y: 0, zoom: 0, dpr: 1 };
    const item = { kind: "point", parts: [[x, -y]], x, y: -y, dx: 0, dy: 0 };
    if (how === "selected") arctic.draw.halo(ctx, frame, item, style, look.palette);
    if (how === "sign") arctic.draw.sign(ctx, frame, item, style, look.palette);
    else if (how !== "swatch") arctic.draw.shape(ctx, frame, item, style);
    else {
      const own = Object.assign(document.createElement("canvas"), { width: 26, height: 14 });
      arctic.draw.swatch(own.getContext("2d"), 26, 14, id, look, 1);
      ctx.resetTransform();
      ctx.globalAlpha = 1;
      ctx.drawImage(own, x - 13, y - 7);
    }
  }
  return canvas.toDataURL("image/png");
})()"""
Cell = tuple[float, float, str, Style, str]


def size(count: int) -> tuple[int, int]:
    return COLUMNS * CELL, -(-count // COLUMNS) * CELL


def places() -> Iterator[tuple[float, float]]:
    """Middles of cells, not all of them on whole pixels."""
    number = 0
    while True:
        row, column = divmod(number, COLUMNS)
        yield (column + 0.5) * CELL + 0.3 * (number % 3), (row + 0.5) * CELL + 0.2 * (number % 4)
        number += 1


def screen(driver: Driver, look: Look, cells: list[Cell]) -> QImage:
    width, height = size(len(cells))
    arguments = msgspec.json.encode([width, height, look, cells]).decode()
    url = driver.ask(SHEET.replace("SHEET", arguments, 1))
    picture = QImage()
    assert picture.loadFromData(b64decode(str(url).partition(",")[2]))
    return picture.convertToFormat(QImage.Format.Format_RGB32)


def page(look: Look, cells: list[Cell]) -> QImage:
    width, height = size(len(cells))
    marks = []
    for x, y, how, style, id in cells:
        if how == "selected":
            marks.append(strokes.point_halo(x, y, style, look.palette))
        if how == "sign":
            marks.append(strokes.sign(x, y, style, look.palette))
        elif how == "swatch":
            marks.append(strokes.mark(id, look, x - 13, y - 7))
        else:
            marks.append(strokes.point(x, y, style))
    paper = tag("rect", width=width, height=height, fill=look.palette.paper)
    svg = tag(
        "svg",
        paper,
        *marks,
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {width} {height}",
        stroke_width="0",
    )
    return image(svg, width, height).convertToFormat(QImage.Format.Format_RGB32)


def cells(look: Look, *how: str) -> list[Cell]:
    """Every style of points in the look, in each of these ways."""
    drawn = [(way, style, id) for id, style in look.styles.items() if style.symbol for way in how]
    return [(x, y, *one) for (x, y), one in zip(places(), drawn, strict=False)]


@looks
def test_symbols_are_alike_plain_and_selected(name: str, driver: Driver) -> None:
    sheet = cells(LOOKS[name], "plain", "selected")
    assert alike(screen(driver, LOOKS[name], sheet), page(LOOKS[name], sheet)) >= ALIKE


@looks
def test_signs_are_alike(name: str, driver: Driver) -> None:
    sheet = cells(LOOKS[name], "sign")
    assert alike(screen(driver, LOOKS[name], sheet), page(LOOKS[name], sheet)) >= ALIKE


@looks
def test_the_legend_has_the_symbols_of_the_page(name: str, driver: Driver) -> None:
    look = LOOKS[name]
    ids = [*look.styles, *look.palette.items]
    # On whole pixels, as elements of a page stand.
    sheet: list[Cell] = [
        (round(x), round(y), "swatch", Style(), id) for (x, y), id in zip(places(), ids, strict=False)
    ]
    assert alike(screen(driver, look, sheet), page(look, sheet)) >= ALIKE


@pytest.mark.parametrize("id", [*SYMBOLOGY.symbols])
def test_every_symbol_is_alike_large_plain_and_selected(id: str, driver: Driver) -> None:
    look = LOOKS["light"]
    styles = [
        Style(symbol=SYMBOLOGY.symbols[id], size=size, fill="#009E73", stroke="#1d2b36", width=width)
        for size, width in ((5.0, 0.0), (9.0, 1.3), (16.0, 2.2))
    ]
    drawn = [(how, style, "") for style in styles for how in ("plain", "selected", "sign")]
    sheet: list[Cell] = [(x, y, *one) for (x, y), one in zip(places(), drawn, strict=False)]
    assert alike(screen(driver, look, sheet), page(look, sheet)) >= ALIKE


@pytest.mark.parametrize(("x", "painted"), [(60, True), (36, True), (34, False), (26, False)])
def test_a_name_whose_symbol_the_frame_cuts_off_is_left_out(x: int, painted: bool, driver: Driver) -> None:
    style = LOOKS["light"].styles["port-named"]
    label = Label("Port", float(x), -50.0, 12.0, 4.0, "start", "port-named", 0.0, "port", 28.0)
    arguments = msgspec.json.encode([label, style]).decode()
    found = driver.ask(
        f"""(() => {{
          const [label, style] = {arguments};
          const canvas = Object.assign(document.createElement("canvas"), {{ width: 200, height: 100 }});
          const seen = {{ left: 30, top: 0, right: 200, bottom: 100 }};
          const frame = {{ scale: 1, x: 0, y: 0, zoom: 0, dpr: 1, seen, covered: [] }};
          const ctx = canvas.getContext("2d");
          arctic.draw.label(ctx, frame, label, style);
          return ctx.getImageData(0, 0, 200, 100).data.some((value) => value > 0);
        }})()"""
    )
    assert found == painted
    # The same on a page whose map begins there.
    view = Viewport(115.0, -50.0, 1.0, 170.0, 100.0)
    drawing = Drawing("ports", "nsr", "", labels=(replace(label, zoom=-9.0),))
    assert bool(labels([drawing], LOOKS["light"], Field(view, bleed=40.0))[0]) == painted


def test_different_symbols_are_distinguished(driver: Driver) -> None:
    look = LOOKS["light"]
    sheet = cells(look, "plain", "selected")
    square = Symbol("M -1 -1 L 1 -1 L 1 1 L -1 1 Z", "M -1 -1 L 1 -1 L 1 1 L -1 1 Z")
    other: list[Cell] = [(x, y, how, replace(style, symbol=square), id) for x, y, how, style, id in sheet]
    assert alike(screen(driver, look, sheet), page(look, other)) < ALIKE
