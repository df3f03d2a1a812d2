"""Readers for the bodies of NOTIFY requests."""
