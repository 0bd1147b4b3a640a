"""Search for facts, places, people and positions in any script and spelling."""
