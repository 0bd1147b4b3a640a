"""Decisions: what is seen, in which order, style and words."""
