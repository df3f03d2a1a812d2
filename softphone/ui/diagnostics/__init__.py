"""The self-test panel and the diagnostics page."""
