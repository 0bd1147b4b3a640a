"""What the atlas is, what it is made of, and whom it thanks."""

from html import escape
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from arctic_map import __version__
from arctic_map.desktop.panels.cards import words
from arctic_map.model.catalog import Catalog

BORDERS = (
    "The base map draws borders as its source has them: de facto ones. Crimea's line and other disputed "
    "borders are drawn in a dash of their own. Names and lines express no view on any border or territory, "
    "and the atlas takes no side."
)
NAVIGATION = (
    "Lanes and zones are illustrations, drawn by hand or from descriptions; depth along them was not "
    "checked. Not for navigation."
)
SHIPPED = (
    ("Qt and PySide6", "PySide6-Essentials", "LGPL 3.0; in Qt WebEngine Chromium, under BSD and others"),
    ("Leaflet 1.9.4", "", "BSD 2-Clause"),
    ("Source Sans 3", "", "SIL Open Font License 1.1"),
    ("folium", "folium", "MIT"),
    ("branca", "branca", "MIT"),
    ("Shapely, with GEOS", "shapely", "BSD 3-Clause; GEOS under LGPL 2.1"),
    ("pyproj, with PROJ", "pyproj", "MIT"),
    ("pyogrio, with GDAL", "pyogrio", "MIT"),
    ("NumPy", "numpy", "BSD 3-Clause"),
    ("msgspec", "msgspec", "BSD 3-Clause"),
    ("geojson", "geojson", "BSD 3-Clause"),
    ("matplotlib", "matplotlib", "a BSD-like licence of its own"),
    ("contourpy", "contourpy", "BSD 3-Clause"),
    ("kiwisolver", "kiwisolver", "BSD 3-Clause"),
    ("Pillow", "pillow", "MIT-CMU"),
    ("Jinja2", "jinja2", "BSD 3-Clause"),
    ("fontTools", "fonttools", "MIT"),
    ("psutil", "psutil", "BSD 3-Clause"),
)
"""Name, the distribution whose version stands beside it (none where the name says it), licence."""


class AboutDialog(QDialog):
    def __init__(self, catalog: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Arctic Map")
        self.setSizeGripEnabled(True)
        tabs = QTabWidget()
        tabs.addTab(_page(about_html(catalog), "About"), "About")
        tabs.addTab(_page(sources_html(catalog), "Data sources"), "Data sources")
        tabs.addTab(_page(licences_html(), "Licences"), "Licences")
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(words(catalog.title or "Arctic Map", bold=True, scale=1.4))
        column.addWidget(_selectable(words(versions(catalog))))
        column.addSpacing(4)
        column.addWidget(tabs, 1)
        column.addWidget(close)

    def sizeHint(self) -> QSize:
        return QSize(600, 480)


def versions(catalog: Catalog) -> str:
    """One line for a report of a fault."""
    return (
        f"Arctic Map {__version__} · data {catalog.version} · Python {python_version()} · "
        f"Qt {qVersion()} · PySide6 {_version('PySide6')}"
    )


def about_html(catalog: Catalog) -> str:
    article = f"“{catalog.article}”" if catalog.article else "one article"
    return "".join(
        f"<p>{text}</p>"
        for text in (
            escape(catalog.subtitle),
            f"The atlas retells the claims of {escape(article)} in its own words and puts each at its place. "
            "A place that the article does not name is marked as inferred, with the reason; where accounts "
            "disagree, both are told.",
            f"<b>Borders.</b> {escape(BORDERS)}",
            f"<b>Use.</b> {escape(NAVIGATION)}",
            "Arctic Map is free software under the MIT licence. It opens no network connection.",
        )
        if text
    )


def sources_html(catalog: Catalog) -> str:
    return "".join(
        f"<p><b>{escape(source.name)}</b><br>"
        f"{'<br>'.join(escape(text) for text in (source.licence, source.note) if text)}</p>"
        for source in catalog.sources
    )


def licences_html() -> str:
    return "".join(
        f"<p><b>{escape(name)}</b> {escape(_version(package)) if package else ''}<br>{escape(licence)}</p>"
        for name, package, licence in SHIPPED
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        # A frozen app may leave the records of its packages out.
        return ""


def _page(html: str, name: str) -> QTextBrowser:
    page = QTextBrowser()
    page.setAccessibleName(name)
    page.setOpenLinks(False)
    page.setHtml(html)
    page.document().setDocumentMargin(12)
    return page


def _selectable(label: QLabel) -> QLabel:
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label
