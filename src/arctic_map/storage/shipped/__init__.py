"""Data shipped with the program: base map, gazetteers, straits, routes, sea ice, languages, help."""
