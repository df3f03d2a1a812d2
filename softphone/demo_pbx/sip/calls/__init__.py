"""Calls, legs and forking of the demo PBX."""
