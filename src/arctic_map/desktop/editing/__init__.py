"""Editing an atlas in the window: the draft, saving it, and the forms of its parts."""
