"""An atlas as one file: a .zip of a content folder with a manifest of its files and their checksums."""
