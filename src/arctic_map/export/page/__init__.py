"""The printed page round the map: frame, margin, insets and lists."""
