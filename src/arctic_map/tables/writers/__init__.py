"""Writers of features and rows for other programs."""
