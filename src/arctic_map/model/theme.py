"""The two looks of a screen: light enough for those who only ask which one a reader has chosen."""

from typing import Literal, get_args

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
