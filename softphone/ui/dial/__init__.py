"""The dial field and its search results."""
