"""Places of features on disk, sorted by the squares of each plane: what tiles are answered from."""
