"""The table panel of an opened file: rows, filters and statistics."""
