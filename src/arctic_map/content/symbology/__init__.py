"""The table of styles."""
