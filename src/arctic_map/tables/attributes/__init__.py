"""What features say, as columns on disk: filters, order, pages, classes and statistics."""
