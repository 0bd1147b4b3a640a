"""The cards of the facts with their figures, charts and filters."""
