"""Domain objects as frozen dataclasses, without reading or computing."""
