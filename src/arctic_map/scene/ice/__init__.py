"""What the measured record says of ice: shares, seasons, charts."""
