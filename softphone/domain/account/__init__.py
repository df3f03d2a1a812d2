"""Account, provisioning, sign-in phases, servers."""
