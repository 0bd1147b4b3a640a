"""Nouns: frozen dataclasses that every room may use; no reading, no computing."""
