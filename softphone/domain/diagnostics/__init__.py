"""Self-test results, redaction, pseudonyms."""
