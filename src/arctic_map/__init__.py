"""Arctic Map: the claims of an article, on a polar map."""

__version__ = "0.2.0"
