"""Routes by sea in the window: finding ends, planning, writing."""
