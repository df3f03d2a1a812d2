"""Tests of microphone, loudspeaker and echo."""
