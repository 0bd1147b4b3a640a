"""Proposals as text."""

from arctic_map.model.proposal import Proposal, Sort
from arctic_map.model.tr import digits, tr, tr_later
from arctic_map.scene.words.periods import as_period

SIGNS = {
    "over": tr_later("over {value}"),
    "nearly": tr_later("nearly {value}"),
    "about": tr_later("about {value}"),
    "under": tr_later("under {value}"),
}


def proposal_in_words(each: Proposal) -> str:
    """One line with the most likely reading."""
    match each.kind:
        case Sort.PLACE:
            return _place(each)
        case Sort.DATE:
            if each.is_inferred:
                return tr("Perhaps a date: {when}, if in the year named before", when=as_period(each.when))
            return tr("Perhaps a date: {when}", when=as_period(each.when))
        case Sort.FIGURE:
            return tr("Perhaps a figure: {value}", value=_value(each))
        case _:
            return tr("Perhaps a person")


def _place(each: Proposal) -> str:
    if not each.candidates:
        return tr("Perhaps a place; no list tells where it is")
    first, *others = each.candidates
    text = tr("Perhaps a place: {name} (after {source})", name=first.name, source=first.source)
    listed = ", ".join(one.name for one in others)
    return tr("{place}; or {others}", place=text, others=listed) if others else text


def _value(each: Proposal) -> str:
    value = " ".join(filter(None, (digits(f"{each.value:,.10g}"), each.unit)))
    return tr(SIGNS[each.sign], value=value) if each.sign else value
