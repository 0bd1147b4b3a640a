"""The panel of routes by sea."""
