"""Parts that every room of the window may use."""
