"""The words of the shipped languages."""

from arctic_map.storage.languages import wording

RUSSIAN, CHINESE = wording("ru"), wording("zh")
