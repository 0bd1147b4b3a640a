"""The year of a sea as rows for other programs."""

import csv
from io import StringIO

from arctic_map.model.months import MONTHS
from arctic_map.scene.ice.chart import IceChart


def comma_separated(chart: IceChart) -> str:
    """A row for each month: its number, and the per cent of each line; empty where nothing is known.

    What must be known of them stands in the last column of the first row.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["month", *(line.label for line in chart.lines), "note"])
    note = " ".join((f"{chart.title}.", *chart.notes))
    for month in range(1, MONTHS + 1):
        values = (line.values[month - 1] for line in chart.lines)
        told = ("" if value is None else f"{value:.2f}" for value in values)
        writer.writerow([month, *told, note if month == 1 else ""])
    return text.getvalue()
