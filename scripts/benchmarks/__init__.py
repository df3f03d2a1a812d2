"""What `scripts/bench.py` is made of: the telephones, the measuring instruments, the parts and the report."""
