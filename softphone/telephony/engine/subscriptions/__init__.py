"""Line states, mailboxes and features by SIP SUBSCRIBE, on sockets of its own."""
