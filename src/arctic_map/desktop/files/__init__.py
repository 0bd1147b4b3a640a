"""Opening the reader's own files."""
