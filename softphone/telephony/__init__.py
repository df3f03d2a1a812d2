"""Telephony: the messages between the processes, the window side, and the engine process."""
