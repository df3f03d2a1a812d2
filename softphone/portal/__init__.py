"""The portal (Xsi): bounded HTTP, documents, client."""
