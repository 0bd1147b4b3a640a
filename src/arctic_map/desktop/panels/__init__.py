"""Panels, which show a scene and emit the user's requests as signals."""
