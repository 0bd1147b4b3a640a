"""Makes the installers: what goes into the frozen app, and what the system's packages are made of."""
