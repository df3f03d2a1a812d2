"""The card of an incoming call and the silent card of the leader."""
