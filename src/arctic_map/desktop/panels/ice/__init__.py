"""The ice panel: the month, and the year of a sea."""
