"""Edits of the topics that an atlas names, in its catalogue."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from arctic_map.content import vocabulary
from arctic_map.content.catalog_file import CATALOG, LAYER, TopicRow, topic_problems, topics_of
from arctic_map.content.edits import Content, Edit, EditRefused, head_of, put_head, rows_of, slug
from arctic_map.content.facts import FACT, facts_file
from arctic_map.model.catalog import Topic
from arctic_map.model.tr import tr, tr_count


class TopicEditor:
    """Edits that save, move and remove a topic, as its form makes them."""

    def name_of(self, topic: Topic) -> str:
        """The name by which readers know it."""
        return topic.name or topic.id

    def problems(self, topic: Topic) -> Sequence[tuple[str, str]]:
        """What the form still lacks, as fields and messages."""
        return () if topic.name.strip() or topic.id else (("name", tr("Give the topic a name")),)

    def keep(self, topic: Topic) -> Edit:
        """An edit that replaces the topic, or appends it if it has no id yet."""

        def edit(content: Content) -> Content:
            topics = _topics(content)
            used = [*(each.id for each in topics), *vocabulary.RESERVED_TOPICS]
            new = replace(topic, id=topic.id or slug(topic.name, used, "topic"))
            if new.id in [each.id for each in topics]:
                return _put(content, [new if each.id == new.id else each for each in topics])
            return _put(content, [*topics, new])

        return edit

    def move(self, id: str, to: int) -> Edit:
        """An edit that moves the topic to another position, counted from 0."""

        def edit(content: Content) -> Content:
            moved, others = _split(content, id)
            others.insert(max(0, to), moved)
            return _put(content, others)

        return edit

    def remove(self, id: str) -> Edit:
        """An edit that removes a topic which no fact or layer has."""

        def edit(content: Content) -> Content:
            removed, others = _split(content, id)
            name = self.name_of(removed)
            if used := len(_facts(content, id)) + len(_layers(content, id)):
                why = tr_count(
                    used,
                    "{count} fact or layer has this topic; give it another one first",
                    "{count} facts and layers have this topic; give them another one first",
                )
                raise EditRefused(why, where=name)
            if not others:
                raise EditRefused(tr("an atlas has at least one topic"), where=name)
            file = facts_file(content, id)
            files = [each for each in head_of(content).get("facts", []) if each != file]
            remaining = {name: body for name, body in content.items() if name != file}
            return put_head(_put(remaining, others), "facts", files)

        return edit


TOPICS = TopicEditor()


def _topics(content: Content) -> tuple[Topic, ...]:
    return topics_of(head_of(content).get("topics"))


def _split(content: Content, id: str) -> tuple[Topic, list[Topic]]:
    """The topic of this id, and the others. Raises EditRefused if there is none."""
    topics = _topics(content)
    others = [topic for topic in topics if topic.id != id]
    if len(others) == len(topics):
        raise EditRefused(tr("there is no topic {id!r}", id=id), where=CATALOG)
    return next(topic for topic in topics if topic.id == id), others


def _put(content: Content, topics: Iterable[Topic]) -> Content:
    """The content with these topics. Raises EditRefused for problems that reading would find."""
    entries: list[object] = []
    for topic in topics:
        for _, why in topic_problems(TopicRow(topic.id, topic.name, topic.colour)):
            raise EditRefused(why, where=topic.name or topic.id)
        row = {"id": topic.id, "name": topic.name, "colour": topic.colour}
        own = {key: value for key, value in row.items() if value}
        entries.append(own if len(own) > 1 else topic.id)
    return put_head(content, "topics", entries)


def _facts(content: Content, topic: str) -> Sequence[object]:
    return rows_of(content, facts_file(content, topic), FACT)


def _layers(content: Content, topic: str) -> Sequence[object]:
    return [row for row in rows_of(content, CATALOG, LAYER) if row.get("topic") == topic]
