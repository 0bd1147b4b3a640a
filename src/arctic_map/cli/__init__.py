"""The command line: `commands` has a module per command, `parser` the options that all share."""
