"""Outcomes, ports, tasks, reading from the portal."""
