"""Call push, pick-up, bridging, subscriptions and messages of the demo PBX."""
