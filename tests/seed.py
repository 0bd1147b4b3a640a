"""What tests that do things at random begin with."""

import os
import random


def seed() -> int:
    """That of ARCTIC_MAP_SEED; else the same each time where commits are judged, and a new one elsewhere."""
    if given := os.environ.get("ARCTIC_MAP_SEED"):
        return int(given)
    return 1 if "CI" in os.environ else random.SystemRandom().randrange(1, 10**6)
