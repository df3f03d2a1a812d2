"""Bounded HTTP: exchange, address, discovery, certificates."""
