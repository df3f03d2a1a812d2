"""vCard files and CardDAV servers."""
