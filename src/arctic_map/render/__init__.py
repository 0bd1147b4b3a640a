"""Qt without widgets: from SVG to pixels and pages, and the writer of exported files."""
