"""The number that random tests start from."""

import os


def seed() -> int:
    """1 in every run, or ARCTIC_MAP_SEED, which `make fuzz` sets."""
    return int(os.environ.get("ARCTIC_MAP_SEED", "1"))
