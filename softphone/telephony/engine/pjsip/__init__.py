"""All direct use of pjsua2: endpoint, callbacks, transports, workarounds."""
