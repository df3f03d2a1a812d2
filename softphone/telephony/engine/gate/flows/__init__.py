"""Sockets of the gate: lines to the hop, other callers, pjsip."""
