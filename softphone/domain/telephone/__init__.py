"""Commands and events between window and engine process, and calls."""
