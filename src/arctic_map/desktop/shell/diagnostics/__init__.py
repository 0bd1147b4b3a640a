"""What `arctic-map doctor` examines: whether the window comes up here, how fast, and with what."""
