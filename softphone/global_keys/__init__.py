"""Keys that act wherever the user is typing, on each system by its own means."""
