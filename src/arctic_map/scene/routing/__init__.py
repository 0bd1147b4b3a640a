"""Routes by sea: finding their ends, and what is said of a way."""
