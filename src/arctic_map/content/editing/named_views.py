"""Views of the map that the atlas holds under names: the edits that keep, move and remove them."""

from __future__ import annotations

from dataclasses import replace

from arctic_map.content import vocabulary
from arctic_map.content.editing.rows import VIEW, Row, file_of, move_row, put_row, remove_row, rows_of
from arctic_map.content.editing.slugs import slug
from arctic_map.content.edits import Content, Edit, EditRefused
from arctic_map.model.saved_view import NamedView
from arctic_map.model.tr import tr


def keeping(view: NamedView) -> Edit:
    """The edit that puts it among the views; one without an id is new."""

    def edit(content: Content) -> Content:
        if not view.name.strip():
            raise EditRefused(tr("Give the view a name"))
        if why := vocabulary.text_problem(view.name):
            raise EditRefused(why, where=view.name)
        file = file_of(content, VIEW)
        taken = [str(each.get("id")) for each in rows_of(content, file, VIEW)]
        named = view if view.id else replace(view, id=slug(view.name, taken, "view"))
        return put_row(content, file, VIEW, _row(named))

    return edit


def moving(id: str, to: int) -> Edit:
    """The edit that gives it another place among the views, from 0."""
    return lambda content: move_row(content, file_of(content, VIEW), VIEW, id, to)


def removing(id: str) -> Edit:
    return lambda content: remove_row(content, file_of(content, VIEW), VIEW, id)


def _row(named: NamedView) -> Row:
    view = named.view
    return {
        "id": named.id,
        "name": named.name.strip(),
        "projection": view.projection,
        "box": [round(side) for side in view.box],
        "layers": list(view.layers),
        "features_hidden": list(view.features_hidden) or None,
        "opacity": dict(view.opacity) or None,
        "when": "/".join(view.when) if view.when else None,
        "month": view.month,
        "kinds_hidden": list(view.kinds_hidden) or None,
        "precisions_hidden": list(view.precisions_hidden) or None,
    }
