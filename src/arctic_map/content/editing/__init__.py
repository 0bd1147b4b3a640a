"""Edits of an atlas of one's own: from one content to the next, pure functions."""
