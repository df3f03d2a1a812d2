"""What the gate refuses, mends and demands; no sockets."""
