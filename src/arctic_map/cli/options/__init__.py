"""What each command takes: a module of its own for each, loaded for --help too."""
