"""Opening the user's own files."""
