"""The location of the resources folder in a checkout, a wheel and a frozen app."""

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder with data, web, prepared and icons."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parents[1] / "resources"


def data() -> Path:
    """Return the folder of the built-in content."""
    return root() / "data"


def atlases() -> Path:
    """Return the folder of the other atlases that are shipped as content folders."""
    return root() / "atlases"


def web() -> Path:
    """Return the folder of the page's scripts and styles."""
    return root() / "web"


def prepared() -> Path:
    """Return the output of `arctic-map prepare`: the page's shell and projected layers."""
    return root() / "prepared"


def fonts() -> Path:
    """Return the folder of the typefaces."""
    return web() / "vendor" / "fonts"


def help_pages() -> Path:
    """Return the folder of the help pages in Markdown, with a folder for each other language."""
    return root() / "help"


def words() -> Path:
    """Return the folder of the translation tables."""
    return root() / "words"


def lexicon() -> Path:
    """Return the table of words that tell what kind of thing an English name refers to."""
    return root() / "lexicon" / "english.toml"


def synonyms() -> Path:
    """Return the table of words of three languages for one thing."""
    return root() / "lexicon" / "synonyms.toml"
