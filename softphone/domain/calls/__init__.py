"""Call list, caller ID, incoming-call policy, transfer, SIP header reading."""
