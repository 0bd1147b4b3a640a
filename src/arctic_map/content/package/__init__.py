"""An atlas as one file: a .zip of a folder of content with a list of its files and their checksums."""
