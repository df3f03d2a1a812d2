"""Our own small widgets and the painting functions that delegates share with them."""
