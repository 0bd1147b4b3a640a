"""From the start of the process to a window at work, and what watches over it."""
