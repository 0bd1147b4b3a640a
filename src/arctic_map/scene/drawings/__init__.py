"""Drawings of layers for painters: projected shapes, labels and signs."""
