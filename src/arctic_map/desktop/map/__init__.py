"""The map in the window: its page, its frame, its tools, and copies of it."""
