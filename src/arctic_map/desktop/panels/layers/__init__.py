"""The layers panel: visibility, opacity and order of layers, and their features, by topic."""
