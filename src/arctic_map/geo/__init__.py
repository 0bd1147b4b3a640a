"""Pure functions on shapes: projection, cleaning, densifying, measuring, labels."""
