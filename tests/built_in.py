"""The built-in atlas, read once for all tests of a process: nothing of it can be changed."""

from functools import cache

from arctic_map import resources
from arctic_map.files.catalog import load
from arctic_map.model.catalog import Catalog


@cache
def built_in_atlas() -> Catalog:
    return load(resources.data())
