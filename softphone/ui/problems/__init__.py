"""Problems as sentences: portal, SIP status, certificates, contacts, audio."""
