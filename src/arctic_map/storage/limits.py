"""Limits for all files that are read."""

MEGABYTE = 1_000_000
MAX_SIZE = 100 * MEGABYTE
"""Maximum bytes of a content file, also inside an archive."""
MAX_TEXT_SIZE = 1000 * MEGABYTE
"""Maximum bytes of a user's feature file that is read into memory."""
MAX_SIZE_ON_DISK = 8000 * MEGABYTE
"""Maximum bytes of a user's file that GDAL streams."""
MAX_TOML_SIZE = 2 * MEGABYTE
"""Maximum bytes of a TOML file. TOML is written by hand and parsed in Python, so files are small."""
MAX_ROWS = 20_000_000
"""Maximum features of a user's file, bounded by memory."""
MAX_FEATURES = 100_000
MAX_POSITIONS = 1_000_000
"""Maximum features and vertices of a user's file whose features are kept as objects."""
FEW_FEATURES = 2_000
FEW_BYTES = 8 * MEGABYTE
"""Limits for files whose features are kept and drawn one by one. Larger files are stored as rows on disk."""
SMALL = 40_000
"""Bytes below which features need not be counted."""
MAX_LINE_POSITIONS = 1_000_000
"""Maximum vertices of one line or ring. The page would take minutes for a longer one."""
MAX_GEOMETRY_PROBLEMS = 5
"""Maximum problems reported per geometry. A file in metres would give one for each vertex."""
DEEPEST = 20
"""Maximum depth of nested geometry collections. RFC 7946 recommends none."""
FARTHEST = 540.0
"""Maximum absolute longitude in degrees: a full turn beyond ±180, which `geo.antimeridian` can wrap."""
ROUNDING = 1e-6
"""Degrees beyond ±180 and the poles that count as rounding errors."""
MAX_ARTICLE_SIZE = 20 * MEGABYTE
"""Maximum bytes of the user's copy of the article. A saved page may contain its pictures."""
MAX_ARTICLE_LENGTH = 400_000
"""Maximum characters of the article's text."""
