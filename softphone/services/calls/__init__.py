"""Calls: placing, answering, holding, and what is shown of them."""
