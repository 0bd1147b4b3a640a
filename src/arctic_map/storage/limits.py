"""What a file may hold: one set of bounds for all that is read, whoever asks."""

MEGABYTE = 1_000_000
LARGEST = 100 * MEGABYTE
"""Bytes of a file of content, and of what is packed in an archive."""
LARGEST_TEXT = 1000 * MEGABYTE
"""Bytes of a user's file of features that is read into memory as a whole."""
LARGEST_ON_DISK = 8000 * MEGABYTE
"""Bytes of one that GDAL reads little by little."""
LARGEST_TOML = 2 * MEGABYTE
"""TOML is written by hand and parsed in Python: anything longer is no text that a person edits."""
MOST_ROWS = 20_000_000
"""Features of a user's file: what can be read within the bounds of memory."""
MOST_FEATURES = 100_000
MOST_POSITIONS = 1_000_000
"""Of a user's file whose features are held one by one."""
FEW_FEATURES = 2_000
FEW_BYTES = 8 * MEGABYTE
"""Of files whose features are held and drawn one by one; those of larger ones lie on disk as rows."""
SMALL = 40_000
"""Bytes of a file of which nobody need count the features."""
MOST_OF_A_LINE = 1_000_000
"""Positions of one line or ring: a page would take minutes for a longer one."""
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
