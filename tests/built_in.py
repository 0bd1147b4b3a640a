"""The built-in atlas and its drawings, read once for all tests of a process: nothing changes them."""

from functools import cache

from arctic_map import resources
from arctic_map.content.catalog import load
from arctic_map.model.catalog import Catalog
from arctic_map.storage import prepared_drawings

read_drawing, read_labelled = cache(prepared_drawings.read_drawing), cache(prepared_drawings.read_labelled)


@cache
def built_in_atlas() -> Catalog:
    return load(resources.data())
