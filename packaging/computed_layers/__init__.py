"""Layers whose shapes follow from a description and a coast, and so are computed."""
