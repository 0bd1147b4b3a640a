"""The route panel."""
