"""Contacts, CSV import, search."""
