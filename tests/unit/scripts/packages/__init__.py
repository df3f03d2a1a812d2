"""Tests of the makers of packages."""
