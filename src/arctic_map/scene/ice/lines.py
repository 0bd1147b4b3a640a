"""The ice of a sea in its popup."""

from arctic_map.model.catalog import Catalog
from arctic_map.model.feature import Feature
from arctic_map.model.ice import IceRecord, shown
from arctic_map.model.tr import digits, interface, tr
from arctic_map.scene.ice.chart import in_words, region_in_words, season_in_words
from arctic_map.scene.ice.shares import CREDIT, LAST, NOW, THEN, Span, share


def ice_lines(feature: Feature, catalog: Catalog, month: int | None) -> tuple[tuple[str, str], ...]:
    """Pairs of heading and text; empty for other features."""
    record = catalog.ice
    if not feature.ice or feature.ice not in record.seas:
        return ()
    lines = (month_line(feature, catalog, each) for each in reversed(shown(month)))
    return (
        *lines,
        (tr("Season"), season_in_words(record, feature.ice)),
        (tr("Region"), region_in_words()),
        (tr("Ice"), CREDIT),
    )


def month_line(feature: Feature, catalog: Catalog, month: int) -> tuple[str, str]:
    """Heading and text for a sea in a month, 1 to 12."""
    return (
        tr("Ice in {month}", month=interface().months[month - 1]),
        tr(
            "{then} % of its largest extent in {first}, {now} % in {last}, {one} % in {year}",
            then=_whole(catalog.ice, feature.ice, month, THEN),
            first=in_words(THEN),
            now=_whole(catalog.ice, feature.ice, month, NOW),
            last=in_words(NOW),
            one=_whole(catalog.ice, feature.ice, month, (LAST, LAST)),
            year=LAST,
        ),
    )


def _whole(record: IceRecord, sea: str, month: int, years: Span) -> str:
    value = share(record, sea, month, years)
    return "-" if value is None else digits(f"{value:.0f}")
