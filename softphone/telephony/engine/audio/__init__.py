"""The sound path: devices, FIFOs, voice processing."""
