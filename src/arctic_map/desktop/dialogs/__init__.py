"""Dialogs: export, settings, style and properties of layers, help, review, charts and others."""
