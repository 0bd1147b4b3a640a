"""The timeline panel: dated facts and features, and the visible range of days."""
