"""The windows: draw what the services say and pass on what the user wants."""
