"""The demo PBX: a SIP platform and portal on the loopback; shares no code with the client."""
