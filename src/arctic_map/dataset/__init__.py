"""Rows and columns of opened files: places on disk by their squares; filters, order, pages and classes."""
