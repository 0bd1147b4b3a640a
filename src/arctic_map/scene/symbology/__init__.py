"""How every mark looks and what the legend says of it, from the table of styles."""
