"""Proposals of places, dates, figures and people in a text; they are never facts."""
