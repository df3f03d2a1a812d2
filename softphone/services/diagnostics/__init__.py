"""Self-test, diagnostics bundle, state as JSON."""
