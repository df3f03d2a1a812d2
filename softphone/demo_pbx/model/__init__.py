"""The state of the demo platform: users, groups, plans."""
