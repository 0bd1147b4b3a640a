"""Files of the program itself, and reading and writing files safely."""
