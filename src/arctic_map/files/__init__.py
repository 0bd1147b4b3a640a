"""The only room that reads and writes user files."""
