"""Data that people open: readers, columns on disk, tiles, filters, classes and writers."""
