"""The timeline: dated facts and features, and the days that are shown."""
