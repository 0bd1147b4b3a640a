"""The main window without its contents, and the state that it shows."""
