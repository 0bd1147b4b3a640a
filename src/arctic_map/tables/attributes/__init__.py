"""Attributes of features as columns on disk: filters, sorting, pages, classes and statistics."""
