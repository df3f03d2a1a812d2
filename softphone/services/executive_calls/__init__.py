"""Leaders' calls: call push, on behalf, messages, why it rings here."""
