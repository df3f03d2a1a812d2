"""Form parts that the tabs of the group editor share."""
