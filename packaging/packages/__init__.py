"""The building of installers: contents of the frozen app, and the system's packages."""
