"""The panel of ice: the month, and the year of a sea."""
