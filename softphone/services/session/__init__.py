"""Signing in and staying signed in: portal and registration."""
