"""Editing an atlas in the window."""
