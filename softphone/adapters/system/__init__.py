"""Network, certificates, link handlers, single instance."""
