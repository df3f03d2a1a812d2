"""Xsi documents and the client that reads and writes them."""
