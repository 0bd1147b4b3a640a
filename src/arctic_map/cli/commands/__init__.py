"""What each command does: `run` in a module of its own for each, loaded when it is chosen."""
