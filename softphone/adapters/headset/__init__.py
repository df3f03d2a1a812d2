"""Headset keys and lights over HID."""
