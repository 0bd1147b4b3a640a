"""A contact sheet of pages: subjects down, sizes and languages across, each with its measures."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QGuiApplication
from tests.composition import cases, measured

from arctic_map.desktop.shell.startup import environment
from arctic_map.render import raster
from arctic_map.render.typefaces import load_fonts

MAX_SIDE = 900
"""Longer side of a picture, px."""
HEAD = """<!doctype html><meta charset="utf-8"><title>Arctic Map: pages</title><style>
body { font: 13px sans-serif; margin: 16px; background: #888; }
main { display: grid; grid-template-columns: repeat(3, 1fr); gap: 16px; }
figure { margin: 0; } img { width: 100%; max-height: 520px; object-fit: contain; }
</style><main>
"""


def write(folder: Path, words: Sequence[str]) -> None:
    """`pages.html` with a picture of each page that has one of the words in its name, or of all."""
    environment.prepare(offscreen=True)
    # Referenced until all is painted: Qt has no fonts without it.
    app = QGuiApplication.instance() or QGuiApplication(["arctic-map"])
    load_fonts()
    figures = []
    with TemporaryDirectory() as scratch:
        for case in cases():
            name = f"page-{'-'.join(case)}"
            if words and not any(word in name for word in words):
                continue
            page, found = measured(*case, Path(scratch))
            share = MAX_SIDE / max(page.width, page.height)
            raster.image(page.svg, round(page.width * share), round(page.height * share)).save(
                str(folder / f"{name}.png")
            )
            text = (
                f"{name}: map {found.frame:.0%}, subject {found.subject:.0%}, "
                f"legend {found.legend:.0%} with {found.entries} lines"
            )
            figures.append(
                f'<figure><a href="{name}.png"><img src="{name}.png" loading="lazy" alt=""></a>'
                f"<figcaption>{escape(text)}</figcaption></figure>"
            )
    if figures:
        (folder / "pages.html").write_text(HEAD + "\n".join(figures) + "\n</main>\n", encoding="utf-8")
    del app
