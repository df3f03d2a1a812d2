"""The rule simulator of the group editor."""
