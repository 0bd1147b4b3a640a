"""A word of the command line that both ends of it know: what it stands for is told later."""

LATER = "-"
"""In place of the projection that a file is drawn on first, where the standard input names it."""
