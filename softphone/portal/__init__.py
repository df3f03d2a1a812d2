"""The portal (Xsi-Actions): documents and the HTTP client."""
