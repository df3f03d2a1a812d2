"""Settings that hold for all unit tests."""

from hypothesis import settings

# The machine that runs the tests may be busy: how long one example takes is no fact about the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
