"""The assistant's groups and the leader's own: opt-in, divert, settings in force."""
