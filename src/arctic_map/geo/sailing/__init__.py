"""Shortest routes at sea: the shore, visibility across water, and the search."""
