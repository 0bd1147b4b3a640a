"""The About dialog: description, data sources, licences and versions."""

from html import escape
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
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
from arctic_map.desktop.dialogs.components import GROUPS, Component
from arctic_map.desktop.dialogs.export_settings import LANGUAGES
from arctic_map.desktop.panels.facts.card_labels import words
from arctic_map.model.catalog import Catalog
from arctic_map.model.preferences import NAMES
from arctic_map.model.tr import tr, tr_content, tr_later

BORDERS = tr_later(
    "The base map shows de facto borders, as given by its source. The line of Crimea and "
    "other disputed borders are dashed. Names and lines express no view on any border or "
    "territory, and the atlas takes no side."
)
NAVIGATION = tr_later(
    "Lines and areas drawn by hand or from descriptions are illustrations. Depths along them "
    "were not checked. Not for navigation."
)


class AboutDialog(QDialog):
    def __init__(self, catalog: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Arctic Map"))
        self.setSizeGripEnabled(True)
        tabs = QTabWidget()
        tabs.addTab(_page(about_html(catalog), tr("About")), tr("About"))
        tabs.addTab(_page(sources_html(catalog), tr("Data sources")), tr("Data sources"))
        tabs.addTab(_page(licences_html(), tr("Licences")), tr("Licences"))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        copy = close.addButton(tr("Copy versions"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.setToolTip(tr("Copy the versions for a bug report"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(versions(catalog)))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(words(tr_content(catalog.title) or "Arctic Map", bold=True, scale=1.4))
        column.addWidget(_selectable(words(versions(catalog))))
        column.addSpacing(4)
        column.addWidget(tabs, 1)
        column.addWidget(close)

    def sizeHint(self) -> QSize:
        letter = self.fontMetrics()
        return QSize(86 * letter.horizontalAdvance("x"), 32 * letter.height())


def versions(catalog: Catalog) -> str:
    """The versions for a bug report, on one line."""
    return tr(
        "Arctic Map {version} · data {data} · Python {python} · Qt {qt} · PySide6 {pyside}",
        version=__version__,
        data=catalog.version,
        python=python_version(),
        qt=qVersion(),
        pyside=_version("PySide6-Essentials"),
    )


def about_html(catalog: Catalog) -> str:
    """HTML of the description of the atlas."""
    translated = [each for each in NAMES if each in catalog.words]
    article = f"“{catalog.article}”" if catalog.article else tr("one article")
    return "".join(
        f"<p>{text}</p>"
        for text in (
            escape(tr_content(catalog.subtitle)),
            tr(
                "Translations: {languages}",
                languages=tr(", ").join(tr(LANGUAGES[each]) for each in translated),
            )
            if translated
            else "",
            tr(
                "The atlas tells the claims of {article} in its own words and shows each at its "
                "place. Inferred places and dates are marked, with the reason. Where accounts "
                "disagree, both versions are given.",
                article=escape(article),
            ),
            f"<b>{tr('Borders.')}</b> {escape(tr(BORDERS))}",
            f"<b>{tr('Use.')}</b> {escape(tr(NAVIGATION))}",
            tr(
                "Arctic Map is free software under the MIT licence. "
                "It contacts a server only if you open a layer of it."
            ),
        )
        if text
    )


def sources_html(catalog: Catalog) -> str:
    """HTML of the data sources with their licences."""
    return "".join(
        f"<p><b>{escape(source.name)}</b><br>"
        f"{'<br>'.join(escape(text) for text in (source.licence, source.note) if text)}</p>"
        for source in catalog.sources
    )


def licences_html() -> str:
    """HTML of the licences of bundled software."""
    own = f"<p>{tr('Arctic Map itself is under the MIT licence. It contains:')}</p>"
    return own + "".join(
        f"<h4>{escape(tr(heading))}</h4>"
        f"<table width='100%' cellpadding='2'>{''.join(map(_row, parts))}</table>"
        for heading, parts in GROUPS
    )


def _row(part: Component) -> str:
    named = f"{part.name} {_version(part.package)}" if part.package else part.name
    return f"<tr><td width='50%'>{escape(named.strip())}</td><td>{escape(part.licence)}</td></tr>"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        # A frozen app may lack the metadata of its packages.
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
