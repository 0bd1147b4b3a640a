"""Statements of the ice record: shares, seasons, charts."""
