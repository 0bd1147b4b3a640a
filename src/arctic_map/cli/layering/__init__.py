"""A file read and drawn for the window, in a process of its own."""
