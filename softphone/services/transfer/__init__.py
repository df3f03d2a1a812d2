"""Transfer, swap, conference."""
