"""Where a call to a leader goes: filters, schedules, access codes."""
