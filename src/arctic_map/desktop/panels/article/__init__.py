"""The panel with the article's text, in the reader's own copy, beside the facts."""
