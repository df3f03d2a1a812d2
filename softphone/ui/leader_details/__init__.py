"""A leader's details, and the own group for a leader."""
