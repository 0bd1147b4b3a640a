"""Finds place names, without ships, people, organisations and words that are also towns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, log10, radians, sin, sqrt

from arctic_map.model.article_copy import Candidate, PlaceClass, Proposal, Sort
from arctic_map.scene.proposing import lexicon
from arctic_map.scene.proposing.landforms import NAMED, Run, described, formed
from arctic_map.scene.proposing.lexicon import Word, neighbour, word_key

MAX_NAME_WORDS = 5
"""Maximum words of a name."""
MAX_CANDIDATES = 5
LARGE = 100_000
"""Minimum population of a town without a preposition before it."""
KNOWN = 300_000
"""Minimum population of a town at the beginning of a sentence."""
PROVINCE = 500_000
"""People by which a province goes before towns with its name as another one."""
NEAR = 2000.0
"""Kilometres from known places that outweigh ten times the population."""
SAME_KM = 60.0
"""Maximum distance of two candidates that are the same place in two lists."""
Gazetteer = Mapping[str, Sequence[Candidate]]

_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_GAP = re.compile(r"(?:\. ?|[ \u00a0\-‐‑]|’|')")
_JOINED = "-‐‑–"
_BODY = re.compile(
    rf"\b(?:{'|'.join(word.capitalize() for word in sorted(lexicon.BODIES))})\b"
    r"(?: (?:of|for|on|the|and|&)(?= )| [A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?(?![^\W\d_]|[’'-]))+"
)


@dataclass(frozen=True, slots=True)
class Name:
    """The words `first` to `last` as a place name."""

    first: int
    last: int
    candidates: tuple[Candidate, ...]


def keys_of(text: str, words: Sequence[Word]) -> frozenset[str]:
    """Keys of all word sequences that may be a name."""
    return frozenset(
        key for first, word in enumerate(words) if word.begins for _, key in _runs(text, words, first)
    )


def places(
    text: str,
    words: Sequence[Word],
    own: Gazetteer,
    world: Gazetteer,
    people: Sequence[tuple[int, int]],
    confirmed: Sequence[tuple[float, float]] = (),
) -> tuple[Proposal, ...]:
    """Places with candidates; `people` are ranges of persons' names, `confirmed` are in degrees, lon/lat."""
    names = list(_names(text, words, own, world))
    countries = [name for name in names if _type(name) is PlaceClass.COUNTRY]
    covered = [(words[name.first].start, words[name.last].end) for name in countries]
    bodies = [
        match.span()
        for match in _BODY.finditer(text)
        if match[0].count(" ") and not _within(match.start(), match.start() + 1, covered)
    ]
    used = [*people, *bodies]
    surnames = {word_key(text[start:end].split()[-1]) for start, end in people}
    small = {word.key for word in words if not word.capital}
    listed = [
        name
        for name in names
        if not _within(words[name.first].start, words[name.last].end, used)
        and _is_place(text, words, name, surnames, small)
    ]
    regions = [(name.first, name.last) for name in listed if _type(name) in _WITHIN]
    others = [
        Name(*run, _known(words, run, own, world))
        for run in (*formed(text, words), *described(text, words, regions))
        if not _within(words[run[0]].start, words[run[1]].end, used)
        and not _is_glued(text, words[run[0]].start, words[run[1]].end)
    ]
    longest = _longest([*listed, *others])
    sure = (_at(name.candidates[0]) for name in longest if _is_sure(name))
    near = tuple(dict.fromkeys((*confirmed, *sure)))
    # Perth in `Perth, Western Australia` is in Australia.
    within = {name.first: _at(name.candidates[0]) for name in longest if _type(name) in _WITHIN}
    proposals = []
    for name in longest:
        start, end = words[name.first].start, words[name.last].end
        at = within.get(name.last + 1) if text.startswith(", ", end) else None
        end += bool(text[end : end + 1] == "." and _DOTTED.fullmatch(text, start, end))
        candidates = ranked(name.candidates, (at,), NEAR / 4) if at else ranked(name.candidates, near)
        proposals.append(Proposal(Sort.PLACE, text[start:end], start, end, candidates=candidates))
    return tuple(sorted((*proposals, *_chinese(text, own, world)), key=lambda each: each.start))


def _runs(text: str, words: Sequence[Word], first: int) -> Iterator[tuple[int, str]]:
    """Yield indices of the last word and keys of sequences, the longest first."""
    runs: list[tuple[int, str]] = []
    keys: list[str] = []
    for at in range(first, min(first + MAX_NAME_WORDS, len(words))):
        if at > first and not _GAP.fullmatch(text, words[at - 1].end, words[at].start):
            break
        keys.append(words[at].key)
        if words[at].begins:
            runs.append((at, " ".join(keys)))
    yield from reversed(runs)


def _names(text: str, words: Sequence[Word], own: Gazetteer, world: Gazetteer) -> Iterator[Name]:
    """Yield the longest names without overlaps; candidates of the atlas come first."""
    behind = 0
    for at, word in enumerate(words):
        if at >= behind and word.begins and (name := _name_at(text, words, at, own, world)):
            yield name
            behind = name.last + 1


def _name_at(text: str, words: Sequence[Word], first: int, own: Gazetteer, world: Gazetteer) -> Name | None:
    for last, key in _runs(text, words, first):
        # Of names with two letters only abbreviations count.
        short = len(key) < 3
        candidates = (*own.get(key, ()), *(() if short else world.get(key, ())))
        previous = neighbour(text, words, first, -1)
        # The Niger is a river, Niger a country.
        if not (previous and previous.key == "the"):
            candidates = (
                tuple(each for each in candidates if each.type is not PlaceClass.REGION) or candidates
            )
        if candidates and (not short or text[words[first].start : words[last].end].isupper()):
            behind = neighbour(text, words, last, 1)
            if behind and behind.capital and behind.key in lexicon.DIVISIONS:
                provinces = tuple(each for each in candidates if each.type is PlaceClass.PROVINCE)
                return Name(first, last + 1, provinces or candidates)
            return Name(first, last, candidates)
    return None


def _longest(names: Sequence[Name]) -> list[Name]:
    """The longest names without overlaps; of equal ones the first."""
    longest, covered = list[Name](), set[int]()
    for name in sorted(names, key=lambda name: name.first - name.last):
        own = range(name.first, name.last + 1)
        if covered.isdisjoint(own):
            longest.append(name)
            covered.update(own)
    return longest


def _known(words: Sequence[Word], run: Run, own: Gazetteer, world: Gazetteer) -> tuple[Candidate, ...]:
    """Candidates for a name, or for the town of a port."""
    first = run[0] + 2 * (words[run[0]].key == "port")
    key = " ".join(word.key for word in words[first : run[1] + 1])
    return (*own.get(key, ()), *world.get(key, ()))


def _is_place(text: str, words: Sequence[Word], name: Name, surnames: set[str], small: set[str]) -> bool:
    """Whether a name refers to a place here."""
    start, end = words[name.first].start, words[name.last].end
    previous = neighbour(text, words, name.first, -1)
    following = _following(text, words, name.last)
    kind, many = name.candidates[0].type, name.last > name.first
    if _is_glued(text, start, end) or (not many and words[name.first].key in surnames | lexicon.CALENDAR):
        return False
    if _is_part_of_longer(name, previous, following) or _SHIP.search(text, max(0, start - 60), start):
        return False
    article = previous is not None and previous.key == "the" and not (many and kind is PlaceClass.PROVINCE)
    match kind:
        case PlaceClass.REGION:
            # Before a noun it is an adjective.
            alone = following is None or following.start - end > 2 or following.key in lexicon.NO_NOUN
            return article and alone
        case PlaceClass.LAND if article and not many:
            # Plural names have an article: the Aleutians, the Lofoten islands; the Chukotka is a ship.
            return text[end - 1] == "s" or (following is not None and following.key in lexicon.LANDFORMS)
        case PlaceClass.TOWN:
            common = words[name.first].key in lexicon.COMMON_WORDS - lexicon.CAPITALS
            return not article and (previous is not None or many or not common)
        case PlaceClass.CITY | PlaceClass.PROVINCE:
            return not article and _is_city(words, name, previous, text, small)
    return True


def _is_glued(text: str, start: int, end: int) -> bool:
    """Whether it is joined to another word or a number, as in China-Russia."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return any(each and (each in _JOINED or each.isdigit()) for each in (before, after))


def _is_part_of_longer(name: Name, previous: Word | None, following: Word | None) -> bool:
    """Whether an adjacent capitalised word makes it part of a name of a person or organisation."""
    kind, many = name.candidates[0].type, name.last > name.first
    before = previous is not None and previous.capital and previous.key not in lexicon.NO_PART
    behind = following is not None and following.capital and following.key not in lexicon.APART
    return (before and not (many and kind in _WHOLE)) or (behind and not (many and kind not in _LOCAL))


_LOCAL = (PlaceClass.CITY, PlaceClass.PROVINCE)
_WHOLE = (PlaceClass.SEA, PlaceClass.LAND, PlaceClass.COUNTRY)
_WITHIN = (PlaceClass.COUNTRY, PlaceClass.PROVINCE)
_SECOND = re.compile(
    rf"\b(?i:{'|'.join(sorted(lexicon.SURELY_BEFORE_PLACE | {'between', 'of', 'for'}))})[ \u00a0](?=[A-Z])"
    rf"(?:{NAMED}, )*(?:{NAMED},? (?:and|or)[ \u00a0])?\Z"
)
"""Before further places of a list, as in `between Longyearbyen and Harstad`."""
_SHIP = re.compile(
    rf"\b(?i:(?:{'|'.join(sorted(lexicon.SHIPS))})(?:s,?)?)[ \u00a0](?:{NAMED} (?:and|or) )?\Z"
)
"""Before the names of ships, as in `the icebreakers Yamal and Vaygach`."""
_MORE = re.compile(rf"(?:, {NAMED})*,? (?:and|or) [A-Z]")
"""After a place of a list that is not the last."""
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]")


def _type(name: Name) -> PlaceClass | None:
    return name.candidates[0].type if name.candidates else None


def _following(text: str, words: Sequence[Word], last: int) -> Word | None:
    """The next word; after an abbreviation also behind its full stop."""
    end = words[last].end
    dotted = text[end - 2 : end - 1] == "." and text[end : end + 2] == ". " and last + 1 < len(words)
    return words[last + 1] if dotted else neighbour(text, words, last, 1)


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether other places are before it in a list with `and` or `or`."""
    match = _SECOND.search(text, max(0, start - 60), start)
    return bool(match and (not match[0].endswith(", ") or _MORE.match(text, end)))


def _is_city(words: Sequence[Word], name: Name, previous: Word | None, text: str, small: set[str]) -> bool:
    """Whether a name of the world-wide list is a city here, as many common words are towns."""
    key = " ".join(word.key for word in words[name.first : name.last + 1])
    people = max(each.people if each.type is PlaceClass.CITY else KNOWN for each in name.candidates)
    start = words[name.first].start
    if key in lexicon.CAPITALS:
        return True
    if key in lexicon.COMMON_WORDS or key in small:
        return previous is not None and previous.key in lexicon.SURELY_BEFORE_PLACE
    if (previous and previous.key in lexicon.BEFORE_PLACE) or _is_listed(text, start, words[name.last].end):
        return True
    opens = previous is None and text[max(0, start - 2) : start] != ", "
    return people >= (KNOWN if opens else LARGE)


def _within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in spans)


def _is_sure(name: Name) -> bool:
    """Whether its place is unambiguous."""
    if not name.candidates:
        return False
    types = {each.type for each in name.candidates}
    return len(name.candidates) == 1 or types == {PlaceClass.PROVINCE} or _type(name) not in _LOCAL


def ranked(
    candidates: Sequence[Candidate], near: Sequence[tuple[float, float]], per: float = NEAR
) -> tuple[Candidate, ...]:
    """The most likely first: the atlas's own, then large ones near confirmed places; without duplicates."""
    order = {PlaceClass.COUNTRY: 1, PlaceClass.PROVINCE: 2, PlaceClass.CITY: 2}

    def likely(one: Candidate) -> tuple[int, float]:
        away = min((_km(_at(one), other) for other in near), default=0.0)
        people = one.people + PROVINCE * (one.type is PlaceClass.PROVINCE)
        return order.get(one.type, 0), away / per - log10(max(people, 1))

    distinct: list[Candidate] = []
    cities = [one for one in candidates if one.type is PlaceClass.CITY]
    for one in sorted(candidates, key=likely):
        # A city and a province are often named alike; the city is where both are.
        alike = [city for city in cities if city.name == one.name and _same(one, city)]
        if one.type is PlaceClass.PROVINCE and alike:
            continue
        if not any(_same(one, other) for other in distinct):
            distinct.append(one)
    return tuple(distinct[:MAX_CANDIDATES])


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are the same: a nearby town, or a sea or country with the same name."""
    wide = one.type is other.type and one.type in _WHOLE and one.name == other.name
    return wide or _km(_at(one), _at(other)) < SAME_KM


def _at(candidate: Candidate) -> tuple[float, float]:
    return candidate.lon, candidate.lat


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Distance on a sphere, precise enough for ranking."""
    (lon1, lat1), (lon2, lat2) = (tuple(map(radians, each)) for each in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(half)))


def _chinese(text: str, own: Gazetteer, world: Gazetteer) -> Iterator[Proposal]:
    """Yield names within Chinese text, which has no spaces between words."""
    for run in _HAN.finditer(text):
        at = run.start()
        while at < run.end() - 1:
            for size in range(min(MAX_NAME_WORDS + 3, run.end() - at), 1, -1):
                part = text[at : at + size]
                if candidates := (*own.get(part, ()), *world.get(part, ())):
                    yield Proposal(Sort.PLACE, part, at, at + size, candidates=ranked(candidates, ()))
                    at += size - 1
                    break
            at += 1


def chinese_keys(text: str) -> frozenset[str]:
    """All sequences of Chinese characters that may be a name."""
    return frozenset(
        run[0][at : at + size]
        for run in _HAN.finditer(text)
        for at in range(len(run[0]) - 1)
        for size in range(2, MAX_NAME_WORDS + 4)
    )
