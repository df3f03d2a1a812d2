"""The settings window: account, options, keys."""
