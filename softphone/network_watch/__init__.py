"""How the machine's network and clocks are watched, on each system by its own means."""
