"""Ringtones, ringback, call-waiting tone."""
