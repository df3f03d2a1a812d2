"""Line states from subscriptions and events; mailboxes."""
