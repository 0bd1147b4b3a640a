"""The atlas of sea ice: every figure in it is computed from the shipped record."""
