"""The article's figures beside what the map and plain arithmetic give."""
