"""Telephone numbers, feature codes and tel: links."""
