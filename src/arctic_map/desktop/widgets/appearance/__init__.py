"""Colours, fonts, icons and settings of the window."""
