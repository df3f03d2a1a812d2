"""Routing rules for calls to a leader: filters, schedules, access codes."""
