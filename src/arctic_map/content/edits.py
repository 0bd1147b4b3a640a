"""What is edited, and what an edit is."""

from collections.abc import Callable, Mapping

from arctic_map.errors import ArcticMapError

Content = Mapping[str, bytes]
"""The files of a folder of content, by their names with `/` between folders; never changed in place."""

Edit = Callable[[Content], Content]
"""Gives the content that comes of another one. Raises EditRefused."""


class EditRefused(ArcticMapError):
    """An edit that cannot be made: why, in a sentence, and where."""


def with_file(content: Content, name: str, body: bytes) -> Content:
    """The content with this file, which takes the place of one of its name."""
    return {**content, name: body}


def together(*edits: Edit) -> Edit:
    """Edits one after the other, all of them or none."""

    def edit(content: Content) -> Content:
        for each in edits:
            content = each(content)
        return content

    return edit
