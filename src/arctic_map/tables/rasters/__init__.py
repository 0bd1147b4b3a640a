"""Rasters: copying them from files, and reading what a view of the map shows."""
