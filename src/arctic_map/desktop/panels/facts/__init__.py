"""The panel with the cards of the facts, their figures, charts and filters."""
