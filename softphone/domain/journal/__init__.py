"""Journal entries and their CSV export."""
