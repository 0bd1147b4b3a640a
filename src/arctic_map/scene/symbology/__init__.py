"""Styles and legend of all marks, from the table of styles."""
