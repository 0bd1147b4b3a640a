"""Ice edges and outlines of seas, computed from data, a description and the coast."""
