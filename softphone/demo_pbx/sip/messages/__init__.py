"""SIP grammar, messages, SDP and digest of the demo PBX."""
