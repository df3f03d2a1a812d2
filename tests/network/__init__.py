"""Real network namespaces: cables that are pulled, addresses that change, without a packet leaving the machine."""
