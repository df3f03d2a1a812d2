"""The transfer strip below a call."""
