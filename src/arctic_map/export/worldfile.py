"""The world file of a picture: where its pixels lie on the projection."""

from arctic_map.export.request import Request
from arctic_map.export.svg import Page


def world_file(page: Page, request: Request) -> str:
    """Six lines: size of a pixel, two turns (none), minus its height, and the middle of the upper left one.

    In metres of the map's projection, and for the whole picture: what stands round it has places too,
    as if the map went on there.
    """
    width, height = request.pixels
    view = page.field.view
    # Page pixels of one picture pixel; the two differ where the size is no whole number of pixels.
    across, down = page.width / width, page.height / height
    left = view.box[0] - page.field.x * view.resolution
    top = view.box[3] + page.field.y * view.resolution
    step_x, step_y = view.resolution * across, view.resolution * down
    numbers = (step_x, 0.0, 0.0, -step_y, left + step_x / 2, top - step_y / 2)
    return "".join(f"{number:.6f}\n" for number in numbers)
