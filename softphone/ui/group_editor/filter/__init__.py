"""The filter tab of the group editor: cards, criteria, sentences."""
