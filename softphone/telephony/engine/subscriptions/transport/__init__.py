"""Connections, transactions and digest for subscriptions."""
