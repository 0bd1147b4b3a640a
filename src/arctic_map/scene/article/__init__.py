"""The reader's own copy of the article: its paragraphs, its sentences and what they are known by."""
