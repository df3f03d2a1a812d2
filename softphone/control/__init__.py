"""The control socket and `softphone ctl`."""
