"""The page around the map: frame, margin, insets and lists."""
