"""The keyboard map: shortcuts, command palette, focus order."""
