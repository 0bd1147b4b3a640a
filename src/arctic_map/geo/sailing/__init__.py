"""Ways over the sea: open water, what a ship sees of it, and the shortest way."""
