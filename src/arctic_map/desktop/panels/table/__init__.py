"""The table of an opened file: its rows, filters and statistics."""
