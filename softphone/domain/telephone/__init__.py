"""What window and engine say to each other: calls, commands, events."""
