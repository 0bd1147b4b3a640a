"""The commands, one module each with `options` and `run`, imported when the command is used."""
