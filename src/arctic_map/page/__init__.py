"""The web page without Qt and JavaScript."""
