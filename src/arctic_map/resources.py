"""Where the resources folder is, in a checkout, in a wheel and in a frozen app."""

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder that holds data, web, prepared and icons."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parents[1] / "resources"


def data() -> Path:
    return root() / "data"


def atlases() -> Path:
    """Folders of content that are shipped as atlas files beside the built-in one."""
    return root() / "atlases"


def web() -> Path:
    return root() / "web"


def prepared() -> Path:
    """What `arctic-map prepare` made from data and web: the page's shell and projected layers."""
    return root() / "prepared"


def fonts() -> Path:
    return web() / "vendor" / "fonts"


def help_pages() -> Path:
    """The pages of the help, as Markdown."""
    return root() / "help"


def words() -> Path:
    """The tables of words in other languages than English."""
    return root() / "words"


def lexicon() -> Path:
    """The words that tell what a name in an English article is the name of."""
    return root() / "lexicon" / "english.toml"
