"""Vorzimmer: a desktop softphone for people who answer the telephone for somebody else."""

PRODUCT_NAME = "Vorzimmer"
__version__ = "0.1.0"
