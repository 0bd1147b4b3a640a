"""Marks as SVG: shapes, strokes, symbols, labels."""
