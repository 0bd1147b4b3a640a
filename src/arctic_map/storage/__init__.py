"""What the program keeps for itself, and reading and writing with bounds."""
