"""Makers of packages: what `packaging/` calls."""
