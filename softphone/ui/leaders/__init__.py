"""The list of leaders with opt-in, divert and line states."""
