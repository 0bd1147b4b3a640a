"""Decisions for painters: what is visible, in which order and style, and with which text."""
