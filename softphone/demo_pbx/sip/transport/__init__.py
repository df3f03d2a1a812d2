"""Sockets, transactions, dialogs and the registrar of the demo PBX."""
