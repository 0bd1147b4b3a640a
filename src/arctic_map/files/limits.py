"""What a file may hold: one set of bounds for all that is read, whoever asks."""

MEGABYTE = 1_000_000
LARGEST = 100 * MEGABYTE
"""Bytes of a file of features."""
LARGEST_TOML = 2 * MEGABYTE
"""TOML is written by hand and parsed in Python: anything longer is no text that a person edits."""
MOST_FEATURES = 100_000
MOST_POSITIONS = 1_000_000
"""Of a user's file: what the map can be moved with."""
MOST_OF_ONE_GEOMETRY = 5
"""Problems: a file in metres would otherwise give one for each vertex."""
DEEPEST = 20
"""Geometry collections within each other; RFC 7946 asks for none."""
FARTHEST = 540.0
"""Longitude, degrees: a whole turn beyond ±180, of which `geo.reading` makes sense."""
ROUNDING = 1e-6
"""Degrees beyond 180 and the poles that are rounding's."""
LARGEST_ARTICLE = 20 * MEGABYTE
"""Bytes of the reader's copy of the article: a saved page may carry its pictures."""
LONGEST_ARTICLE = 400_000
"""Characters of its text."""
