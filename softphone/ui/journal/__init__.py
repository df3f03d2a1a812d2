"""Journal: the list of the newest calls, and the window of all of them."""
