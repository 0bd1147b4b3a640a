"""The running app: start-up, atlas, commands, and the assembly of the window."""
