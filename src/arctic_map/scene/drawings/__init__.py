"""From layers to what painters need: projected shapes, labels and signs."""
