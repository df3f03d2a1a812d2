"""The demo: windows, caller strip, tour, smoke test."""
