"""SIP messages and session descriptions as text."""
