"""The atlas of sea ice, in which every figure is computed from the shipped record."""
