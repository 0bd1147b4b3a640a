"""The web view: URL scheme, channel and request filter."""
