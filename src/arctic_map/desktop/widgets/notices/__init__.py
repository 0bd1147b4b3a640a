"""What the window tells the reader by itself."""
