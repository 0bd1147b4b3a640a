"""Readers of users' files, one per family of formats, for opening, checking and exporting."""
