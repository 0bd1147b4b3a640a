"""All of the web page that is neither Qt nor JavaScript."""
