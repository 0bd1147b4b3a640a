"""Widgets and helpers that all parts of the window may use."""
