"""The map in the window: its page, its frame and what is copied of it."""
