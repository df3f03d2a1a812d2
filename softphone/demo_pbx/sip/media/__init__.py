"""Voicemail, tones and RTP of the demo PBX."""
