"""Routes by sea: finding their ends, and describing ways."""
