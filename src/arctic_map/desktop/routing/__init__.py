"""Routes by sea in the window: finding ports, planning, export."""
