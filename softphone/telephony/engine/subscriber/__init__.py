"""Subscriptions to event packages that pjsua2 does not know: lines, other people's mailboxes, features."""
