"""Figures of the article compared with the map and with arithmetic."""
