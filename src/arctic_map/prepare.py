"""Data prepared when the package is built: every layer in every projection, and the page's shell."""

import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from pathlib import Path

from arctic_map.content import catalog
from arctic_map.content import prepared_catalog as contents
from arctic_map.geo.projections import DEFAULT, PROJECTIONS
from arctic_map.geo.turning import ALONG, rotation, turned
from arctic_map.model.catalog import DRAWN, Catalog, LayerKind
from arctic_map.model.drawing import Drawing
from arctic_map.model.preferences import NAMES, USUAL, Labelling, Preferences
from arctic_map.model.projection import Projection
from arctic_map.model.style import THEMES
from arctic_map.page import shell
from arctic_map.page.assets import start_messages
from arctic_map.scene.compose import compose, start
from arctic_map.scene.drawings.drawings import drawings_for
from arctic_map.scene.drawings.labelling import relabelled, with_labels
from arctic_map.scene.drawings.layer_drawing import turned_drawing
from arctic_map.scene.drawings.painting import draw
from arctic_map.scene.session.session import Session
from arctic_map.storage import preparation
from arctic_map.storage.base_map import ground_lines, land_on
from arctic_map.storage.fingerprint import closure, of_content, of_files
from arctic_map.storage.gazetteers import ports_path
from arctic_map.storage.preparation import read_drawing, read_labelled

LABELLINGS = tuple(Labelling(names) for names in NAMES if names != "en")
"""Labels that are prepared besides the default ones; labels of other sizes are placed on demand."""
LAND = 1
"""Level of detail of the base map whose shores bound zones of the sea."""
LIBRARIES = ("folium", "fonttools", "pyproj", "shapely")


def prepare(data: Path, web: Path, out: Path) -> bool:
    """Write the drawings and the shell into `out`; return False if everything was up to date.

    `data` and `web` are the folders of that name in resources. The same input gives the same bytes.
    """
    mark, fingerprint = out / "fingerprint", _fingerprint(data, web)
    if mark.is_file() and mark.read_text() == fingerprint:
        return False
    print("preparing the map's data", file=sys.stderr)
    out.mkdir(parents=True, exist_ok=True)
    mark.unlink(missing_ok=True)
    content = catalog.load(data)
    fonts = web / "vendor" / "fonts"
    # Labelling takes seconds per projection, and projections are independent. A fork beside Qt's threads may
    # hang.
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as processes:
        each = [
            *(processes.submit(_write_drawings, content, each, fonts, out) for each in PROJECTIONS),
            *(processes.submit(_write_turned, content, down, fonts, out) for down in ALONG),
        ]
        written = {file for done in each for file in done.result()}
    # Prepared routes belong to `prepare_routes`, which has its own fingerprint.
    routes = ports_path(out).parent
    for stale in set(out.glob("*/*.json")) - set(routes.glob("*")) - written:
        stale.unlink()
    (out / "fonts").mkdir(exist_ok=True)
    for font in _typefaces(web):
        (out / "fonts" / font.name).write_bytes(shell.cut(font))
    contents.write(out, content)
    preparation.write_first_page(out, data, starts(content))
    (out / "index.html").write_text(shell.render(), encoding="utf-8")
    # Last, so that an interrupted run does not count as complete.
    mark.write_text(fingerprint)
    return True


def _write_drawings(content: Catalog, projection: Projection, fonts: Path, out: Path) -> set[Path]:
    """Write the files of a projection, with names in every language, and return their paths."""
    usual = drawn(content, projection, fonts)
    written = {preparation.write_drawing(out, each) for each in (*usual, *explained(content, projection))}
    for labelling in LABELLINGS:
        other = relabelled(usual, content, projection, labelling, fonts)
        differs = (one for one, was in zip(other, usual, strict=True) if one != was)
        written |= {preparation.write_drawing(out, drawing, labelling.key) for drawing in differs}
    return written


def _write_turned(content: Catalog, down: int, fonts: Path, out: Path) -> set[Path]:
    """Write the files of the usual projection of pages rotated to a meridian, and return their paths."""
    projection, turn = turned(DEFAULT, down), rotation(DEFAULT, down)
    rotated = [turned_drawing(each, projection.id, turn) for each in unlabelled(content, DEFAULT)]
    return {
        preparation.write_drawing(out, drawing, labelling.key)
        for labelling in (USUAL, *LABELLINGS)
        for drawing in relabelled(rotated, content, projection, labelling, fonts)
    }


def drawn(catalog: Catalog, projection: Projection, fonts: Path) -> tuple[Drawing, ...]:
    """Return the drawings of a catalogue's features and graticules in a projection, labelled together."""
    return with_labels(unlabelled(catalog, projection), catalog, projection, fonts=fonts)


def unlabelled(catalog: Catalog, projection: Projection) -> list[Drawing]:
    """Return the drawings of a catalogue's features and graticules in a projection."""
    layers = (layer for layer in catalog.layers if layer.kind in DRAWN)
    return [draw(layer, projection, catalog.symbology, land_on) for layer in layers]


def explained(catalog: Catalog, projection: Projection) -> Iterator[Drawing]:
    """Yield coarse drawings of the base map lines that the legend explains, to know where they exist."""
    for layer in catalog.layers:
        rows = [catalog.symbology.ground[item] for item in layer.items if item in catalog.symbology.ground]
        shapes = tuple(shape for row in rows if row.legend for shape in ground_lines(projection, row.id))
        if shapes and layer.kind is LayerKind.GROUND:
            yield Drawing(layer.id, projection.id, layer.digest, shapes)


def starts(catalog: Catalog) -> dict[str, bytes]:
    """Return the page's first messages by look: the theme and the variant of the preferences."""
    drawings = drawings_for(catalog, read_drawing, read_labelled)
    variants = [Preferences(names=names, high_contrast=high) for names in NAMES for high in (False, True)]
    return {
        "-".join(filter(None, (theme, variant.variant))): start_messages(
            compose(catalog, start(catalog, Session(theme=theme, preferences=variant)), drawings)
        )
        for theme in THEMES
        for variant in variants
    }


def _typefaces(web: Path) -> list[Path]:
    return sorted(web.glob("vendor/fonts/*.[ot]tf"))


def _fingerprint(data: Path, web: Path) -> str:
    """Return a text that changes only with the sources of the data: content, fonts, libraries, our code."""
    here = Path(__file__).resolve()
    libraries = "\n".join(f"{name} {version(name)}" for name in LIBRARIES)
    return "\n".join(
        (
            libraries,
            of_content(data),
            of_files(sorted(data.glob(f"basemap/*/level{LAND}.json")), data),
            of_files(_typefaces(web), web),
            of_files(closure(here, here.parent), here.parent),
        )
    )
