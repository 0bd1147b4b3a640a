"""The tests of `arctic-map doctor`: whether the window works here, how fast, and with which versions."""
