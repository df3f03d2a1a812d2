"""Wording that several windows share: calls, line states, mailboxes, keys, times."""
