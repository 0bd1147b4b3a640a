"""The atlas that is edited in the window."""
