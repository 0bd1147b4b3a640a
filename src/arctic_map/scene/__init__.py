"""Decisions: what is visible, in which order, style and words."""
