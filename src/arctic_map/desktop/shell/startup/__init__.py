"""The start of the process until the window works, and its supervision."""
