"""Panels that show a scene and say what the user requests."""
