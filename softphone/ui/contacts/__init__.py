"""The window of the contacts."""
