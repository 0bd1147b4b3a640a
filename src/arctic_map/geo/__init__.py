"""Pure functions on geometry: projecting, cleaning, densifying, measuring and placing labels."""
