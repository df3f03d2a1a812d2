"""The audio pages of the settings: devices, ringtones, tests."""
