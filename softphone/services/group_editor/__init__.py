"""Editing a leader's settings and writing them to the portal."""
