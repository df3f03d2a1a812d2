"""The gate between pjsip and the network: the only peer of either (docs/decisions/0018)."""
