"""What a text may say of places, days, figures and people: proposals, never facts."""
