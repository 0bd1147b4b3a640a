"""What is made once, when the package is built: every layer in every projection, and the page's shell."""

import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from arctic_map.geo.projections import PROJECTIONS
from arctic_map.model.catalog import Catalog
from arctic_map.model.drawing import Drawing
from arctic_map.model.preferences import NAMES, Labelling, Preferences
from arctic_map.model.projection import Projection
from arctic_map.model.symbology import THEMES

MADE_BY = ("geo", "model", "scene", "page", "files")
"""Rooms whose code decides what comes out."""
LABELLINGS = tuple(Labelling(names) for names in NAMES if names != "en")
"""Besides the usual one; labels of other sizes are placed when they are wanted."""
LAND = 1
"""Level of detail of the base map at whose shores zones of the sea end."""
LIBRARIES = ("folium", "fonttools", "pyproj", "shapely")


def prepare(data: Path, web: Path, out: Path) -> bool:
    """Write the drawings and the shell into `out`; False when all of it was up to date already.

    `data` and `web` are the folders of that name in resources. The same input gives the same bytes.
    """
    mark, wanted = out / "fingerprint", _fingerprint(data, web)
    if mark.is_file() and mark.read_text() == wanted:
        return False
    from arctic_map.files import catalog, first_page, prepared
    from arctic_map.page import shell, typefaces
    from arctic_map.scene.drawings.drawings import relabelled

    out.mkdir(parents=True, exist_ok=True)
    mark.unlink(missing_ok=True)
    content = catalog.load(data)
    fonts = web / "vendor" / "fonts"
    written = set[Path]()
    for projection in PROJECTIONS:
        usual = drawn(content, projection, fonts)
        written |= {prepared.write_drawing(out, drawing) for drawing in usual}
        for labelling in LABELLINGS:
            other = relabelled(usual, content, projection, labelling, fonts)
            differs = (one for one, was in zip(other, usual, strict=True) if one != was)
            written |= {prepared.write_drawing(out, drawing, labelling.key) for drawing in differs}
    for stale in set(out.glob("*/*.json")) - written:
        stale.unlink()
    (out / "fonts").mkdir(exist_ok=True)
    for font in sorted(web.glob("vendor/fonts/*.ttf")):
        (out / "fonts" / font.name).write_bytes(typefaces.cut(font))
    first_page.write(out, data, starts(content))
    (out / "index.html").write_text(shell.render(), encoding="utf-8")
    # Last, so that a run that was broken off is not taken for a whole one.
    mark.write_text(wanted)
    return True


def drawn(catalog: Catalog, projection: Projection, fonts: Path) -> tuple[Drawing, ...]:
    """All features and graticules of a catalogue in a projection, their labels decided together."""
    from arctic_map.files.land import land_on
    from arctic_map.scene.drawings.drawings import DRAWN
    from arctic_map.scene.drawings.labelling import with_labels
    from arctic_map.scene.drawings.painting import draw

    bare = [
        draw(layer, projection, catalog.symbology, land_on) for layer in catalog.layers if layer.kind in DRAWN
    ]
    return with_labels(bare, catalog, projection, fonts=fonts)


def starts(catalog: Catalog) -> dict[str, bytes]:
    """By theme and what else of the reader's wishes is prepared for: what the page is told at first."""
    from arctic_map.files.prepared import read_drawing, read_labelled
    from arctic_map.page.assets import start_messages
    from arctic_map.scene.compose import compose, start
    from arctic_map.scene.drawings.drawings import Drawings
    from arctic_map.scene.session.session import Session

    drawings = Drawings(catalog, read_drawing, read_labelled)
    variants = [Preferences(names=names, high_contrast=high) for names in NAMES for high in (False, True)]
    return {
        "-".join(filter(None, (theme, variant.variant))): start_messages(
            compose(catalog, start(catalog, Session(theme=theme, preferences=variant)), drawings)
        )
        for theme in THEMES
        for variant in variants
    }


def _fingerprint(data: Path, web: Path) -> str:
    """Changes with anything that could change what is made."""
    package = Path(__file__).resolve().parent
    files = [
        *sorted(data.glob("*.toml")),
        *sorted(data.glob("layers/*")),
        *sorted(data.glob("facts/*")),
        *sorted(data.glob(f"basemap/*/level{LAND}.json")),
        *sorted(web.glob("vendor/fonts/*.ttf")),
        *sorted(file for room in MADE_BY for file in package.glob(f"{room}/**/*.py")),
    ]
    whole = sha256("".join(f"{name} {version(name)}\n" for name in LIBRARIES).encode())
    for file in files:
        whole.update(file.name.encode() + b"\0" + sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def main() -> None:
    """`python -m arctic_map.prepare`: prepare the resources of this checkout."""
    from arctic_map import resources

    started = perf_counter()
    made = prepare(resources.data(), resources.web(), resources.prepared())
    print(f"{'prepared' if made else 'up to date'}: {perf_counter() - started:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
