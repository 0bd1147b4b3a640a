"""The reader's own marks: notes and measurements, their figures, drawings and layers."""
