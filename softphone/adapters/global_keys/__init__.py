"""Keys that act everywhere in the system."""
