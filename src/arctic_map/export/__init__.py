"""Exports made from a Scene: pages as SVG, charts, HTML, and features for other programs."""
