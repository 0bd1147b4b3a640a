"""Where a claim stands in the article, in words."""

from arctic_map.model.passage import Passage


def passage_in_words(passage: Passage) -> str:
    """`paragraph 17, sentence 4, Arctic Trade Corridors`; no section before the first heading."""
    numbers = [str(number) for number in sorted(passage.sentences)]
    many = (
        f"sentences {', '.join(numbers[:-1])} and {numbers[-1]}" if numbers[1:] else f"sentence {numbers[0]}"
    )
    return ", ".join(filter(None, (f"paragraph {passage.paragraph}", many, passage.section)))
