"""The portal as a person sees it: HTML pages on the same state as Xsi, worded like the help page."""
