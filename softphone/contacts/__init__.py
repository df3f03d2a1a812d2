"""Contacts from files and from address book servers."""
