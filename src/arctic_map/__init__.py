"""Arctic Map: the claims of an article on China-Russia Arctic cooperation, on a polar map."""

__version__ = "0.2.0"
