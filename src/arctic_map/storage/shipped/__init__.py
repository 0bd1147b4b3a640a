"""Data that the program brings: base map, gazetteers, straits, routes, sea ice, languages, help."""
