"""Colours, type, icons and settings of the window."""
