"""The steps that make the base map from its sources."""
