"""Texts for the reader: dates, units, names, coordinates, links and citations."""
