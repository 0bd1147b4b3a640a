"""Notes, measurements and outlines that the reader draws on the map."""
