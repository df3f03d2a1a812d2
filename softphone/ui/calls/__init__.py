"""The calls in the main window: strip, tiles, controls, keypad."""
