"""The Xsi portal of the demo PBX."""
