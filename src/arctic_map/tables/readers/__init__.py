"""Users' files: one reader for each family of formats, for `open`, `check` and `export --with` alike."""
