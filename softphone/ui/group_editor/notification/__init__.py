"""The notification tab of the group editor."""
