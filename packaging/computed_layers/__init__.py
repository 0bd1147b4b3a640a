"""Layers whose shapes are computed from a description and a coast."""
