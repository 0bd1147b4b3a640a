"""The state of a reader at work: actions on it, journeys through it, keeping and restoring it."""
