"""The engine process and the window side of its pipe."""
