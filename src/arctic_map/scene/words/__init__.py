"""What is shown in words: dates, units, names, coordinates, links and citations."""
