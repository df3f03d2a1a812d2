"""List views and the master-detail window."""
