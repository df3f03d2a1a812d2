"""Files, databases and the keyring."""
