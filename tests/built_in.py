"""The built-in atlas and its drawings, read once for all tests of a process: nothing changes them."""

from functools import cache

from arctic_map import resources
from arctic_map.files import prepared
from arctic_map.files.catalog import load
from arctic_map.model.catalog import Catalog

read_drawing, read_labelled = cache(prepared.read_drawing), cache(prepared.read_labelled)


@cache
def built_in_atlas() -> Catalog:
    return load(resources.data())
