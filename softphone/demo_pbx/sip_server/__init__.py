"""A small SIP server: parser, transports, transactions, dialogs, registrar, calls."""
