"""The running app: start, atlas, commands, and the parts of the window put together."""
