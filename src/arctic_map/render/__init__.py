"""Rendering with Qt but without widgets: SVG to pixels and PDF pages, and writing exported files."""
