"""What surrounds the windows: language, tray, links, placement, screenshots."""
