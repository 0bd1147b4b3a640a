"""Which of the files that PyInstaller finds go into the frozen app."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]
"""As in PyInstaller's lists: path in the app, source file (for a link, its target), kind."""

QT_LIBRARIES = frozenset(
    [
        "Core",
        "DBus",
        "Gui",
        "Network",
        "OpenGL",
        "Positioning",
        "PrintSupport",
        "Qml",
        "QmlMeta",
        "QmlModels",
        "QmlWorkerScript",
        "Quick",
        "QuickWidgets",
        "Svg",
        "WaylandClient",
        "WebChannel",
        "WebEngineCore",
        "WebEngineWidgets",
        "Widgets",
        "WlShellIntegration",
        "XcbQpa",
    ]
)
"""Qt WebEngine links to Quick, Qml and Positioning whether a page needs them or not."""
QT_BINDINGS = frozenset(
    [
        "Core",
        "Gui",
        "Network",
        "PrintSupport",
        "Svg",
        "WebChannel",
        "WebEngineCore",
        "WebEngineWidgets",
        "Widgets",
    ]
)
QT_PLUGINS = {
    "platforms": "qxcb qwayland qoffscreen qwindows qcocoa",
    # The theme of GTK only loads where GTK is installed.
    "platformthemes": "qgtk3 qxdgdesktopportal",
    "platforminputcontexts": "composeplatforminputcontextplugin ibusplatforminputcontextplugin",
    "styles": "qmodernwindowsstyle qmacstyle",
    "iconengines": "qsvgicon",
    "imageformats": "qjpeg qsvg qico",
    "xcbglintegrations": "qxcb-egl-integration qxcb-glx-integration",
    "wayland-shell-integration": "xdg-shell",
    "wayland-decoration-client": "adwaita bradient",
    "wayland-graphics-integration-client": "qt-plugin-wayland-egl",
}
QT_RESOURCES = re.compile(r"icudtl\.dat|v8_context_snapshot.*\.bin|qtwebengine_resources.*\.pak")
"""Without the developer tools, which the app refuses to open."""
LANGUAGES = frozenset({"en-US", "ru", "zh-CN"})
"""Languages of Chromium's own few texts."""

OF_PYTHON = ("libpython3", "libffi.", "libmpdec.", "libbz2.", "liblzma.")
"""Libraries that Python's own modules need and that differ among distributions."""
OF_XCB = tuple(f"libxcb-{name}." for name in ["cursor", "icccm", "image", "keysyms", "render-util", "util"])
"""Small libraries, often missing on a desktop, without which Qt shows no window on X11."""

TYPEFACES = re.compile(r"matplotlib/mpl-data/fonts/ttf/(DejaVuSans|LastResortHE-Regular)\.ttf")
UNWANTED = re.compile(
    r"""
      matplotlib/mpl-data/(images|sample_data|plot_directive|fonts|stylelib|kpsewhich)/
    | (^|/)(tests?|sample_data|include|__pycache__)/
    | arctic_map/resources/(.*/)?\.made
    | \.(pyi|pyx|pxd|h|c|cpp|chk)$
    | \.dist-info/(RECORD|INSTALLER|REQUESTED|WHEEL|sboms/.*|direct_url\.json)$
    | \.dist-info/(entry_points|top_level)\.txt$
    | ^setuptools/ | ^certifi/.*\.pem | ^lib(nss|soft|free)
    """,
    re.VERBOSE,
)

EXCLUDED_MODULES = (
    *("tkinter", "turtle", "idlelib", "lib2to3", "ensurepip", "pydoc", "doctest", "_pyrepl", "pip"),
    *("setuptools", "pkg_resources", "_distutils_hack", "sitecustomize", "usercustomize"),
    *("scipy", "skimage", "pandas", "geopandas", "pyarrow", "IPython", "pytest", "hypothesis"),
    *("numpy.f2py", "matplotlib.tests", "mpl_toolkits.axes_grid1", "mpl_toolkits.axisartist"),
    *("curses", "readline", "_curses"),
    *("rasterio.rio", "rasterio._example", "rasterio._fill", "rasterio.fill", "rasterio.plot"),
    *(
        f"PIL.{name}"
        for name in ["_avif", "_imagingcms", "_imagingft", "_imagingmath", "_imagingtk", "ImageQt"]
    ),
)


def included(entries: Iterable[Entry], environment: Path) -> list[Entry]:
    """Return the entries that belong in the app, sorted; Python's packages are installed in `environment`."""
    return sorted(entry for entry in entries if _is_included(entry, environment))


def _is_included(entry: Entry, environment: Path) -> bool:
    place, source, kind = PurePosixPath(entry[0].replace("\\", "/")), Path(entry[1]), entry[2]
    if UNWANTED.search(str(place)) and not TYPEFACES.search(str(place)):
        return False
    if place.parts[0] == "PySide6":
        return _is_included_of_qt(place)
    if kind == "SYMLINK":
        # Those at the top level stand for libraries that are found by other paths.
        return len(place.parts) > 1
    return kind != "BINARY" or _is_ours(source, environment) or place.name.startswith((*OF_PYTHON, *OF_XCB))


def _is_ours(source: Path, environment: Path) -> bool:
    """Return whether a library comes with a Python package; the system must provide all others.

    On Windows and macOS, where systems provide none, everything is included.
    """
    return environment in source.parents or not source.name.startswith("lib") or ".so" not in source.name


def _is_included_of_qt(place: PurePosixPath) -> bool:
    parts, name = place.parts, place.name
    if "qml" in parts or "metatypes" in parts or "typesystems" in parts:
        return False
    if "translations" in parts or "locales" in parts or name.endswith((".qm", ".lproj")):
        return name.endswith(".pak") and place.stem in LANGUAGES
    if "plugins" in parts:
        kind = parts[parts.index("plugins") + 1]
        plugins = QT_PLUGINS.get(kind, "").split()
        return re.sub(r"^lib|\.(so|dll|dylib)$", "", name) in plugins
    if "resources" in parts or "Resources" in parts:
        return bool(QT_RESOURCES.fullmatch(name))
    if library := re.match(r"(?:lib)?Qt6?(\w+?)(?:\.so[.\d]*|\.dll|\.abi3\.so|\.pyd)$", name):
        bindings = len(parts) == 2 and not name.startswith(("libQt", "Qt6"))
        return library[1] in (QT_BINDINGS if bindings else QT_LIBRARIES)
    if framework := re.search(r"/Qt(\w+)\.framework/", str(place)):
        return framework[1] in QT_LIBRARIES
    return not name.startswith(("libav", "libsw", "libpyside6qml", "qtwebengine_devtools"))
