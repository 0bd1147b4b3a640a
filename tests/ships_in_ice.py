"""A short article of two paragraphs, for tests that need a text of their own."""

FIRST = (
    "The icebreaker left Tromsø in May 2024. It reached Murmansk after nine days, most of them in heavy ice. "
    "Nobody had gone that way so early in the year before."
)
SECOND = (
    "In 2025 the company plans to send three ships. Each of them shall carry over 1,200 containers, "
    "and two will go on to Shanghai before the winter."
)
TEXT = f"Ships in ice\n\n{FIRST}\n\nWhat comes next\n\n{SECOND}\n"
