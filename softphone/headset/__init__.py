"""Headsets with keys and lights (HID telephony), on a thread of their own in the window process."""
