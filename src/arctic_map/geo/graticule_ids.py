"""How the lines of the graticule are called."""

MERIDIAN, PARALLEL = "meridian-", "parallel-"
"""What the ids of meridians and parallels begin with."""
POLE = "north-pole"
"""The cross at the pole."""
