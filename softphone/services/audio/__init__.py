"""Sound devices, tests, ringtones, headsets."""
