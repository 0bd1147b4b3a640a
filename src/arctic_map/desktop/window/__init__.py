"""The main window without its contents, and the store of its state."""
