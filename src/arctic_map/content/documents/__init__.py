"""Copies of the article as plain text, whatever file they are in."""
