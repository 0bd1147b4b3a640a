"""Features on disk, sorted by squares of each projected plane, from which tiles are served."""
