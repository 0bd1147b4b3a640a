"""The reader's own marks: notes and measurements with their figures, drawings and layers."""
