"""AppState: everything a window or `ctl` can show, as frozen values."""
