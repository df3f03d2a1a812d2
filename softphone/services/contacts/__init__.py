"""Contacts of all sources, search, import."""
