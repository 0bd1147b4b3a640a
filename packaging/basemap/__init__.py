"""The steps by which the base map is made from its sources."""
