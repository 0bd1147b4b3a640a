"""The command line: `commands` has a module per command, `main` the list of them and what all share."""
