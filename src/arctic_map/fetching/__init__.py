"""Fetches layers from servers and databases: the only code of the program that opens a connection."""
