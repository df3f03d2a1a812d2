"""Device choice, volume, headsets."""
