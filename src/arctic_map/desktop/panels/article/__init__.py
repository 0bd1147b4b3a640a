"""The panel with the article's text, from the user's own copy."""
