"""Line states, mailboxes and server-side features."""
