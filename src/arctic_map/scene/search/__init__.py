"""Finding facts, places, people and positions, whatever the script and the spelling."""
