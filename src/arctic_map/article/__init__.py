"""The reader's own copy of the article: its paragraphs, and sentences with their fingerprints."""
