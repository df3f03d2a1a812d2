"""The SIP side of the demo PBX."""
