"""Use cases: what the program does, in asyncio, with the world behind ports."""
