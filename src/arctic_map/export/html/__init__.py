"""The whole atlas as one HTML file."""
