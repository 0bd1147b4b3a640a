"""The drawing: SVG made from a Scene, for every export."""
