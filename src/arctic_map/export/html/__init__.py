"""The map with its facts, places and sources as one HTML file."""
