"""Pure rules and values: no Qt, no network, no clock, no threads."""
