"""The engine's calls: registry, hold, failover."""
