"""The formats into which a map can be exported: one row each, used by dialogs and commands."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from arctic_map.model.tr import tr_later


class FormatKind(Enum):
    """The content of a file of the format."""

    PICTURE = "so many pixels"
    PAGE = "a page of lines and words"
    WEB_PAGE = "a page for browsers"
    FEATURES = "features, and no picture of them"
    FILM = "pictures one after the other"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format of exported files; `render/headless.py` has the writers."""

    suffixes: tuple[str, ...]
    """The usual suffix first."""
    name: str
    kind: FormatKind
    world_file: str = ""
    """Suffix of the sidecar file with the position of its pixels."""
    has_quality: bool = False
    has_outlines: bool = False
    """Text can be written as outlines."""
    one_layer: bool = False
    """All features are in one layer."""
    has_tables: bool = False
    """Facts and sources are written besides the features."""

    @property
    def suffix(self) -> str:
        """The usual suffix."""
        return self.suffixes[0]

    @property
    def has_size(self) -> bool:
        """Whether it is a page with a width and a height."""
        return self.kind in (FormatKind.PICTURE, FormatKind.PAGE, FormatKind.FILM)

    @property
    def has_features(self) -> bool:
        """Whether it contains features instead of a picture."""
        return self.kind is FormatKind.FEATURES


_FORMATS = (
    ExportFormat((".png",), tr_later("PNG picture"), FormatKind.PICTURE, world_file=".pgw"),
    ExportFormat(
        (".jpg", ".jpeg"), tr_later("JPEG picture"), FormatKind.PICTURE, world_file=".jgw", has_quality=True
    ),
    ExportFormat((".webp",), tr_later("WebP picture"), FormatKind.PICTURE, has_quality=True),
    ExportFormat((".pdf",), tr_later("PDF document"), FormatKind.PAGE),
    ExportFormat((".svg",), tr_later("SVG drawing"), FormatKind.PAGE, has_outlines=True),
    ExportFormat((".html",), tr_later("HTML page, for any browser"), FormatKind.WEB_PAGE),
    ExportFormat((".geojson",), tr_later("GeoJSON features"), FormatKind.FEATURES, has_tables=True),
    ExportFormat((".gpkg",), tr_later("GeoPackage features"), FormatKind.FEATURES, has_tables=True),
    ExportFormat((".kml",), tr_later("KML features"), FormatKind.FEATURES),
    ExportFormat((".fgb",), tr_later("FlatGeobuf features"), FormatKind.FEATURES, one_layer=True),
    ExportFormat((".csv",), tr_later("CSV table of features"), FormatKind.FEATURES, one_layer=True),
)
EXPORT_FORMATS = {each.suffix: each for each in _FORMATS}
"""By their usual suffixes, in the order of dialogs."""
WITH_WORLD_FILE = tuple(each.name.split()[0] for each in _FORMATS if each.world_file)
"""Short names, such as `PNG`."""
WITH_QUALITY = tuple(each.name.split()[0] for each in _FORMATS if each.has_quality)
FILMS = (
    (".webm", tr_later("WebM film")),
    (".mp4", tr_later("MP4 film, by the program ffmpeg")),
    (".gif", tr_later("GIF animation")),
    (".webp", tr_later("WebP animation")),
    (".png", tr_later("PNG pictures, numbered")),
)
FILM_FORMATS = {suffix: ExportFormat((suffix,), name, FormatKind.FILM) for suffix, name in FILMS}
"""By their suffixes, in the order of dialogs."""
_BY_SUFFIX = FILM_FORMATS | {suffix: each for each in _FORMATS for suffix in each.suffixes}


def format_of(file: Path) -> ExportFormat:
    """The format for a file name, such as JPEG for `MAP.JPEG`. Raises KeyError for unknown suffixes.

    A picture rather than a film, if a suffix is that of both.
    """
    return _BY_SUFFIX[file.suffix.lower()]
