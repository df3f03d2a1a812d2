"""Registration, server lookup, failover, liveness."""
