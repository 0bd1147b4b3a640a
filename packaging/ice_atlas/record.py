"""The monthly record of sea ice: extents of the whole Arctic and of its seas."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from arctic_map.model.reckoning import IceRecord
from arctic_map.scene.ledger.reckonings import Trend, trend

SEAS = ("Kara", "Laptev", "East-Siberian", "Chukchi")
"""Seas of the Northern Sea Route from west to east, as the record names them."""
ALL_SEAS = ("Barents", *SEAS)
"""With the sea before the Kara Gate, where the Route begins."""
FIRST, LAST = 1979, 2025
"""First and last year with all months of the summer in the record of the whole Arctic."""
LAST_OF_SEAS = 2024
THEN, NOW = (1981, 2010), (2015, 2024)
"""Thirty years for comparison, as usual in climatology, and the last ten of the seas' record."""


@dataclass(frozen=True)
class Record:
    """The extents, and statistics of them."""

    whole: dict[tuple[int, int], float]
    """Mean extent of the Arctic by year and month, million km2."""
    seas: dict[tuple[str, int, int], float]
    """Mean extent by sea, year and month, km2."""

    def arctic(self, month: int, years: tuple[int, int]) -> float:
        """Return the mean of a month from the first to the last of two years, million km2."""
        return fmean(self.whole[year, month] for year in _from_to(years))

    def extent(self, sea: str, month: int, years: tuple[int, int]) -> float:
        """Return the mean of a sea, km2, without the months that the record lacks."""
        return fmean(
            self.seas[sea, year, month] for year in _from_to(years) if (sea, year, month) in self.seas
        )

    def largest(self, sea: str) -> float:
        """Return the largest monthly extent of a sea, km2."""
        return max(value for (name, _, _), value in self.seas.items() if name == sea)

    def share(self, sea: str, month: int, years: tuple[int, int]) -> float:
        """Return the mean extent in per cent of the sea's own largest."""
        return 100 * self.extent(sea, month, years) / self.largest(sea)

    def together(self, month: int, years: tuple[int, int]) -> float:
        """Return the mean extent of the four seas, km2."""
        return sum(self.extent(sea, month, years) for sea in SEAS)

    def open_months(self, sea: str, years: tuple[int, int]) -> int:
        """Return the number of months whose mean share is below a half."""
        return sum(self.share(sea, month, years) < 50 for month in range(1, 13))

    def ranked(self, month: int) -> list[tuple[float, int]]:
        """Return extents of the Arctic in a month with their years, the smallest first."""
        return sorted((self.whole[year, month], year) for year in _from_to((FIRST, LAST)))

    def smallest(self, sea: str, month: int) -> tuple[float, int]:
        """Return the smallest extent of a sea in a month, km2, and its year."""
        years = _from_to((FIRST, LAST_OF_SEAS))
        return min((self.seas[sea, year, month], year) for year in years)

    def trend(self, month: int) -> Trend:
        """Return the least-squares line over all years, as the ledger of the other atlas has it."""
        found = trend(IceRecord(arctic=self.whole), month, (FIRST, LAST))
        if found is None:
            raise ValueError(f"the record is too short for month {month}")
        return found

    def missing(self) -> str:
        """Return the names of the months that the record of the seas lacks."""
        names = {1: "January", 12: "December"}
        gaps = [
            f"{names[month]} {year}"
            for year in _from_to((FIRST, LAST_OF_SEAS))
            for month in range(1, 13)
            if (SEAS[0], year, month) not in self.seas
        ]
        return " and ".join(gaps)


def read(folder: Path) -> Record:
    """Read the two tables of resources/data/ice."""
    with (folder / "arctic_monthly_extent.csv").open(encoding="utf-8") as file:
        whole = {
            (int(row["year"]), int(row["month"])): float(row["mean_extent_mkm2"])
            for row in csv.DictReader(file)
        }
    with (folder / "regional_monthly_extent.csv").open(encoding="utf-8") as file:
        seas = {
            (row["sea"], int(row["year"]), int(row["month"])): float(row["extent_km2"])
            for row in csv.DictReader(file)
        }
    return Record(whole, seas)


def _from_to(years: tuple[int, int]) -> Iterable[int]:
    return range(years[0], years[1] + 1)
