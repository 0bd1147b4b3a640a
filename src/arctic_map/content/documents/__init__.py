"""Copies of the article in various file formats as plain text."""
