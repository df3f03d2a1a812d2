"""Contacts: their window and its dialogs."""
