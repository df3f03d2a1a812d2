"""The world behind the ports: storage, system, headsets, keys, address books."""
