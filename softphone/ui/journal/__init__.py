"""The window of the whole journal: leaders at the left, search, rows, and what can be done with one."""
