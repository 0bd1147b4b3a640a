"""The two looks of a screen, for those who only ask which one a reader has chosen."""

from typing import Literal, get_args

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
PANELS: dict[Theme, tuple[str, str]] = {"light": ("#ffffff", "#efefef"), "dark": ("#242424", "#323232")}
"""The grounds of panels: of lists, and of the frame round them."""
