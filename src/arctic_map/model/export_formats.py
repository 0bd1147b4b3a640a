"""The formats that a map can be exported into: a row for each, which dialogs and commands follow."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from arctic_map.model.tr import tr_later


class FormatKind(Enum):
    """What a file of the format is."""

    PICTURE = "so many pixels"
    PAGE = "a page of lines and words"
    WEB_PAGE = "a page for browsers"
    FEATURES = "features, and no picture of them"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """`render/formats.py` has the writer of each."""

    suffixes: tuple[str, ...]
    """The usual one first."""
    name: str
    kind: FormatKind
    world_file: str = ""
    """The suffix of the file beside it that says where its pixels lie."""
    has_quality: bool = False
    has_outlines: bool = False
    """Words can be written as shapes."""
    one_layer: bool = False
    """All features are in one layer."""
    has_tables: bool = False
    """Facts and sources stand beside the features."""

    @property
    def suffix(self) -> str:
        """The usual one."""
        return self.suffixes[0]

    @property
    def has_size(self) -> bool:
        """Whether it is a page of a width and a height."""
        return self.kind in (FormatKind.PICTURE, FormatKind.PAGE)

    @property
    def has_features(self) -> bool:
        """Whether it holds features and no picture of them."""
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
_BY_SUFFIX = {suffix: each for each in _FORMATS for suffix in each.suffixes}


def format_of(file: Path) -> ExportFormat:
    """The format that the file's name says: JPEG for `MAP.JPEG`. Raises KeyError if it says none of them."""
    return _BY_SUFFIX[file.suffix.lower()]
