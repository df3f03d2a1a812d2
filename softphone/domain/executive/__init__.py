"""Executive/assistant settings, their rules, and editing them."""
