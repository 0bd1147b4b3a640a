"""Features and rows as files of other programs."""
